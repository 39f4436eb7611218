/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.cloudtik.Cluster;
import io.cloudtik.ClusterState;
import io.cloudtik.ClusterStatus;
import io.cloudtik.Node;
import io.cloudtik.NodeState;
import io.cloudtik.Workspace;
import io.cloudtik.event.Event;
import io.cloudtik.event.Step;
import io.cloudtik.event.StepEvent;
import io.cloudtik.event.StepState;
import io.cloudtik.provider.local.Local;
import io.cloudtik.spec.JobSpec;
import io.cloudtik.spi.provider.LaunchRequest;
import io.cloudtik.testkit.Eventually;
import io.cloudtik.testkit.machines.DockerCommand;
import io.cloudtik.testkit.machines.TestImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The life of a cluster whose machines set themselves up when they boot. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PulledClusterIT {
  private static final Duration SOON = Duration.ofMinutes(3);
  private static final Pattern TOKEN = Pattern.compile("\"token\":\"([0-9a-f]{64})\"");

  private final List<Event> events = Collections.synchronizedList(new ArrayList<>());
  private Workspace workspace;
  private Cluster cluster;

  @BeforeAll
  void startACluster(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("words.txt"), "hello\n");
    workspace =
        Workspace.create(
            "pulled",
            Local.containers()
                .at(directory.resolve("my höme"))
                .image(TestImage.JAVA.required())
                .internal()
                .pulled(),
            w -> w.addListeners(events::add));
    cluster =
        workspace
            .cluster("etl")
            .withWorkers(w -> w.cpus(1).min(2).max(4))
            .withFile(file, "in/wörds ; rm -rf.txt")
            .withEnvironment("GREETING", "it's $HOME \"here\"\nü")
            .withCommandAfter("sh", "-c", "cat in/*.txt > after.txt")
            .start()
            .await(SOON);
  }

  @AfterAll
  void leaveNothing() {
    if (cluster != null) {
      assertThat(cluster.terminate().leftBehind()).isEmpty();
    }
    if (workspace != null) {
      workspace.delete();
      workspace.close();
    }
  }

  @Test
  @Order(1)
  void nobodyLoggedInToMakeIt() {
    for (String node : List.of("head", "workers-1", "workers-2")) {
      assertThat(console(node)).contains("cloudtik: start keeper").doesNotContain("Accepted");
    }
    assertThat(events)
        .filteredOn(StepEvent.class::isInstance)
        .extracting(event -> ((StepEvent) event).step(), event -> ((StepEvent) event).state())
        .contains(
            tuple(Step.SET_UP_HEAD, StepState.FINISHED),
            tuple(Step.SET_UP_WORKERS, StepState.FINISHED));
  }

  @Test
  @Order(2)
  void nothingButATokenIsSecretInAScriptAndThatIsNowhereElse() {
    String container = container("workers-1");
    String script = DockerCommand.run("exec", container, "cat", "/etc/cloudtik/boot.sh");
    assertThat(script.getBytes(StandardCharsets.UTF_8))
        .hasSizeLessThanOrEqualTo(LaunchRequest.MAX_BOOT_SCRIPT);
    String token = token("workers-1");
    assertThat(DockerCommand.run("inspect", container)).doesNotContain(token);
    assertThat(console("workers-1")).doesNotContain(token);
    assertThat(DockerCommand.run("exec", container, "sh", "-c", "cat /proc/[0-9]*/environ; ps -ef"))
        .doesNotContain(token);
    assertThat(DockerCommand.run("exec", container, "stat", "-c", "%a", "/etc/cloudtik/boot.sh"))
        .isEqualTo("600");
    assertThat(DockerCommand.run("exec", container("head"), "cat", "/etc/cloudtik/boot.sh"))
        .doesNotContain(token)
        .doesNotContainPattern(TOKEN);
  }

  @Test
  @Order(3)
  void aMachineThatJoinedLetsNobodyElseInFromItsAddressAndThatIsTold() {
    String wish =
        "{\\\"token\\\":\\\"%s\\\",\\\"session\\\":\\\"00\\\"}"
            .formatted(token("workers-1"))
            .replace("\\\"", "\"");
    String answer = ask("workers-1", wish);
    assertThat(answer)
        .contains("403")
        .contains("came from there as workers-1 before")
        .doesNotContain("secrets");
    assertThat(ask("workers-2", wish))
        .contains("403")
        .contains("came from there as workers-2 before");
    assertThat(ask("workers-2", wish.replaceAll("[0-9a-f]{64}", "0".repeat(64)))).contains("403");

    Eventually.becomes(
        "the events",
        () -> cluster.events().stream().map(Event::message).toList(),
        told ->
            told.stream().anyMatch(line -> line.contains("came from there as workers-1 before"))
                && told.stream()
                    .anyMatch(line -> line.contains("came from there as workers-2 before"))
                && told.stream().anyMatch(line -> line.contains("not the one that machines")));
    assertThat(whole(2).state()).isEqualTo(ClusterState.READY);
  }

  @Test
  @Order(4)
  void filesCommandsEnvironmentAndJobsAreThoseOfAnyCluster() {
    assertThat(
            cluster
                .submit(
                    JobSpec.command(
                        "sh", "-c", "cat /var/lib/cloudtik/files/after.txt; echo \"$GREETING\""))
                .await(SOON)
                .output())
        .isEqualTo("hello\nit's $HOME \"here\"\nü\n");
  }

  @Test
  @Order(5)
  void itGrowsAndHeals() {
    cluster.scaleTo(3).await(SOON);
    DockerCommand.run("kill", container("workers-1"));
    ClusterStatus healed =
        cluster.awaitStatus(
            "a replacement",
            s -> ready(s).equals(List.of("workers-2", "workers-3", "workers-4")),
            SOON);

    assertThat(healed.state()).isEqualTo(ClusterState.READY);
    assertThat(console("workers-4")).doesNotContain("Accepted");
  }

  @Test
  @Order(6)
  void aReplacedHeadIsFoundByWorkersThatNobodyLogsInTo() {
    List<String> before = ready(whole(3));
    List<String> containers = before.stream().map(this::container).toList();
    DockerCommand.run("kill", container("head"));
    cluster.awaitStatus("no head", s -> s.state() == ClusterState.UNREACHABLE, SOON);

    cluster.recover().await(SOON);

    assertThat(ready(whole(3))).isEqualTo(before);
    assertThat(before.stream().map(this::container).toList()).isEqualTo(containers);
    assertThat(console("workers-2")).doesNotContain("Accepted");
    assertThat(cluster.submit(JobSpec.command("echo", "after")).await(SOON).output())
        .isEqualTo("after\n");
  }

  @Test
  @Order(7)
  void aNodeThatBootsAgainComesBackByItself() {
    List<String> before = ready(whole(3));
    String head = container("head");
    DockerCommand.run("restart", "--time", "0", head);

    Eventually.becomes(
        "its console",
        () -> DockerCommand.run("logs", head),
        text -> text.contains("node already"));
    assertThat(ready(whole(3))).isEqualTo(before);
    assertThat(cluster.submit(JobSpec.command("echo", "again")).await(SOON).output())
        .isEqualTo("again\n");
    assertThat(container("head")).isEqualTo(head);
  }

  private ClusterStatus whole(int workers) {
    return cluster.awaitStatus(
        "all nodes to be ready",
        s -> s.state() == ClusterState.READY && ready(s).size() == workers,
        SOON);
  }

  private static List<String> ready(ClusterStatus status) {
    return status.nodes().stream()
        .filter(node -> !node.isHead() && node.state() == NodeState.READY)
        .map(Node::id)
        .sorted()
        .toList();
  }

  private String container(String node) {
    return TestMachines.slot(workspace, cluster.uid(), node).machineId().orElseThrow();
  }

  private String console(String node) {
    return DockerCommand.run("logs", container(node));
  }

  private String token(String node) {
    Matcher token =
        TOKEN.matcher(DockerCommand.run("exec", container(node), "cat", "/etc/cloudtik/boot.sh"));
    assertThat(token.find()).isTrue();
    return token.group(1);
  }

  /** Asks the head to let a machine in, from the machine of a node. */
  private String ask(String node, String wish) {
    String head =
        TestMachines.slot(workspace, cluster.uid(), "head").address().orElseThrow().host();
    return DockerCommand.run(
        "exec",
        container(node),
        "sh",
        "-c",
        "printf 'POST /join HTTP/1.0\\r\\nContent-Length: %s\\r\\n\\r\\n%s' \"${#2}\" \"$2\""
            + " | timeout 20 openssl s_client -quiet -connect \"$1\" 2>/dev/null || true",
        "sh",
        head + ":6370",
        wish);
  }
}

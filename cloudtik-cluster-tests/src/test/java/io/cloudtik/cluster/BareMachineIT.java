/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.Cluster;
import io.cloudtik.ClusterDraft;
import io.cloudtik.Workspace;
import io.cloudtik.error.NodeBootstrapException;
import io.cloudtik.event.Event;
import io.cloudtik.impl.bundle.ContentHash;
import io.cloudtik.provider.onpremise.Host;
import io.cloudtik.provider.onpremise.OnPremise;
import io.cloudtik.spec.DataSize;
import io.cloudtik.spec.JavaArchive;
import io.cloudtik.spec.JobSpec;
import io.cloudtik.testkit.machines.LabMachine;
import io.cloudtik.testkit.machines.MachineLab;
import io.cloudtik.testkit.machines.PackageMirror;
import io.cloudtik.testkit.machines.TestImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** From nothing but sshd: machines on which there is not even Java become nodes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BareMachineIT {
  private static final Duration SOON = Duration.ofMinutes(5);

  /** Known to the proxy only. */
  private static final String BEHIND_A_PROXY = "http://packages.invalid";

  private final List<Event> told = Collections.synchronizedList(new ArrayList<>());
  private Path store = Path.of("");
  private Path archive = Path.of("");
  private @Nullable MachineLab lab;
  private @Nullable PackageMirror mirror;

  @BeforeAll
  void openALab(@TempDir Path temporary) throws IOException {
    store = Files.createDirectory(temporary.resolve("store"));
    Path keys = Files.createDirectory(temporary.resolve("keys"));
    lab = MachineLab.open(keys, TestImage.BARE).sharing(store);
    mirror = PackageMirror.start(lab, "mirror");
    archive = mirror.packJava(temporary.resolve("jre.tar"));
  }

  @AfterAll
  void leaveNothing() {
    if (lab != null) {
      lab.close();
    }
  }

  private MachineLab lab() {
    return Objects.requireNonNull(lab);
  }

  private PackageMirror mirror() {
    return Objects.requireNonNull(mirror);
  }

  private Host.Builder host(LabMachine machine, String type) {
    return Host.builder()
        .name(type)
        .type(type)
        .address(machine.host())
        .addHostKeys(machine.hostKey())
        .identityFile(lab().identity())
        .cpus(2)
        .memory(DataSize.gib(2));
  }

  private Workspace workspace(String name, Host... hosts) {
    return Workspace.create(
        name, OnPremise.hosts(store, List.of(hosts)), options -> options.addListeners(told::add));
  }

  private static ClusterDraft draft(Workspace workspace) {
    return workspace
        .cluster("bare")
        .withHead(head -> head.addInstanceTypes("front"))
        .withWorkers(w -> w.addInstanceTypes("back").cpus(1).min(1).max(1));
  }

  @Test
  void whatANodeNeedsIsInstalledFromAMirrorAlsoBySudoAndThroughAProxy() {
    PackageMirror mirror = mirror();
    LabMachine front = lab().start("front");
    LabMachine back = lab().start("back");
    mirror.use(front);
    PackageMirror.useAnother(back, BEHIND_A_PROXY);
    assertThat(front.exec("sh", "-c", "command -v java redis-server || echo none"))
        .isEqualTo("none");
    try (Workspace workspace =
        workspace(
            "mirrored", host(front, "front").build(), host(back, "back").user("ann").build())) {
      Cluster cluster =
          draft(workspace)
              .withEnvironment("http_proxy", mirror.address())
              .withEnvironment("no_proxy", mirror.host())
              .start()
              .await(SOON);

      assertThat(cluster.submit(JobSpec.command("echo", "here")).await(SOON).output())
          .isEqualTo("here\n");
      assertThat(told).anyMatch(event -> event.message().contains("install Java"));
      assertThat(mirror.log())
          .contains("GET /./openjdk-17")
          .contains("GET " + BEHIND_A_PROXY + "/./openjdk-17");
      assertThat(cluster.terminate().leftBehind()).isEmpty();
      workspace.delete();
    }
  }

  @Test
  void aMachineWithoutAMirrorSaysWhatWasTriedAndWhatToDoAndThatHelps() {
    LabMachine lonely = lab().start("lonely");
    PackageMirror.useAnother(lonely, "http://127.0.0.1:9");
    mirror().serve(archive, "jre.tar");
    try (Workspace workspace = workspace("lonely", host(lonely, "front").build())) {
      ClusterDraft draft = draft(workspace).withoutWorkers();

      assertThatThrownBy(() -> draft.start().await(SOON))
          .isInstanceOf(NodeBootstrapException.class)
          .hasMessageContainingAll(
              "node head failed at step 'install Java'",
              "failed with exit code 100",
              "expected a mirror of packages that the machine reaches",
              "http_proxy",
              "ClusterDraft.withJava",
              "openjdk-17-jre-headless",
              "default-jre-headless");

      URI uri = URI.create(mirror().address() + "/jre.tar");
      Cluster cluster =
          draft.withJava(JavaArchive.at(uri, ContentHash.of(archive))).start().await(SOON);
      assertThat(programs(lonely)).contains("/java/" + ContentHash.of(archive) + "/bin/java");
      assertThat(cluster.terminate().leftBehind()).isEmpty();
      workspace.delete();
    }
  }

  @Test
  void anArchiveWithJavaDoesWhereNothingCanBeInstalledOrRunFromTmp() {
    lab()
        .with(
            "--cap-add",
            "SYS_ADMIN",
            "--security-opt",
            "apparmor=unconfined",
            "--tmpfs",
            "/tmp:noexec");
    LabMachine front = lab().start("sealed-1");
    LabMachine back = lab().start("sealed-2");
    lab().with();
    for (LabMachine each : List.of(front, back)) {
      each.exec("mount", "--bind", "/usr", "/usr");
      each.exec("mount", "-o", "remount,bind,ro", "/usr");
      assertThat(each.exec("sh", "-c", "touch /usr/x 2>/dev/null || echo sealed"))
          .isEqualTo("sealed");
    }
    try (Workspace workspace =
        workspace("sealed", host(front, "front").build(), host(back, "back").build())) {
      Cluster cluster = draft(workspace).withJava(JavaArchive.file(archive)).start().await(SOON);

      assertThat(cluster.submit(JobSpec.command("echo", "here")).await(SOON).output())
          .isEqualTo("here\n");
      String home = "/java/" + ContentHash.of(archive) + "/bin/java";
      assertThat(programs(front)).contains(home);
      assertThat(programs(back)).contains(home);
      assertThat(cluster.terminate().leftBehind()).isEmpty();
      assertThat(front.exec("find", "/var/lib/cloudtik", "-mindepth", "1")).isEmpty();
      workspace.delete();
    }
  }

  private static String programs(LabMachine machine) {
    return machine.exec("sh", "-c", "readlink /proc/[0-9]*/exe; true");
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.ProviderException;
import io.cloudtik.spec.DataSize;
import io.cloudtik.spi.provider.LaunchRequest;
import io.cloudtik.spi.provider.Offering;
import io.cloudtik.spi.provider.ResourceState;
import io.cloudtik.spi.provider.SlotState;
import io.cloudtik.spi.provider.SshAddress;
import io.cloudtik.spi.provider.WorkspaceResource;
import io.cloudtik.spi.store.WriteCondition;
import io.cloudtik.testkit.Eventually;
import io.cloudtik.testkit.machines.DockerCommand;
import io.cloudtik.testkit.machines.TestImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines as those see them who log in, and what lies around them. */
class ContainerMachinesIT {
  private static final Pattern LIBRARIES =
      Pattern.compile(
          "/(cloudtik|docker-java|jackson|commons|guava|failureaccess|slf4j-api)[^/]*jar$");

  @TempDir private static Path directory;
  private static Path home;
  private static Path identity;
  private static ContainerFixture fixture;

  @BeforeAll
  static void makeWorkspace() throws Exception {
    home = Files.createDirectory(directory.resolve("home"));
    identity = directory.resolve("identity");
    fixture = new ContainerFixture(config(TestImage.JAVA.required()), "machines");
    Process keygen =
        new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", identity.toString())
            .inheritIO()
            .start();
    assertThat(keygen.waitFor()).isZero();
  }

  @AfterAll
  static void deleteWorkspace() {
    if (fixture != null) {
      fixture.close();
      assertThat(fixture.left()).isEmpty();
    }
  }

  @AfterEach
  void terminate() {
    fixture.terminate("head", "worker-1");
  }

  @Test
  void aMachineIsLoggedInToByTheClustersKeyAndKnownByItsOwn() throws IOException {
    SshAddress machine = launch("worker-1");

    assertThat(machine.hostKeys()).hasSize(1);
    assertThat(fixture.ssh(machine, identity, "id -un; echo \"$SHELL\"")).startsWith("root");
    assertThat(DockerCommand.run("inspect", fixture.container("worker-1")))
        .doesNotContain("PRIVATE KEY");
  }

  @Test
  void aMachineThatStartsAgainHasItsDiskKeyAndAddress() throws IOException {
    SshAddress machine = launch("worker-1");
    String id = fixture.observe("worker-1").machineId().orElseThrow();
    fixture.ssh(machine, identity, "echo kept > /var/kept");
    DockerCommand.run("kill", fixture.container("worker-1"));
    Eventually.becomes(
        "the machine is seen to be off",
        () -> fixture.observe("worker-1"),
        seen -> seen.state() == SlotState.FAILED && seen.reason().contains("137"));
    assertThat(fixture.observe("worker-1").address()).isEmpty();

    assertThat(launch("worker-1")).isEqualTo(machine);

    assertThat(fixture.observe("worker-1").machineId()).contains(id);
    assertThat(fixture.ssh(machine, identity, "cat /var/kept")).isEqualTo("kept");
  }

  @Test
  void limitsAreThoseOfTheShape() throws IOException {
    SshAddress machine = launch("worker-1");

    assertThat(
            DockerCommand.run(
                "inspect",
                "--format",
                "{{.HostConfig.NanoCpus}} {{.HostConfig.Memory}} {{.HostConfig.Privileged}}",
                fixture.container("worker-1")))
        .isEqualTo("1000000000 " + DataSize.mib(256).toBytes() + " false");
    // What does not fit is ended, and the machine lives on.
    assertThat(fixture.ssh(machine, identity, "python3 -c 'bytearray(400 << 20)' && echo fits"))
        .doesNotContain("fits");
    assertThat(fixture.ssh(machine, identity, "echo lives")).isEqualTo("lives");
  }

  @Test
  void dataIsEverywhereAndWhatHeadsTrustOnlyThere() throws IOException {
    SshAddress head = launch("head");
    SshAddress worker = launch("worker-1");
    Path root = home.resolve("containers/machines");
    String seen =
        "cd "
            + root
            + " && ls -d data control store workspace.properties "
            + "/var/run/docker.sock 2> /dev/null | sort";

    assertThat(fixture.ssh(head, identity, seen).lines())
        .containsExactly(
            "/var/run/docker.sock", "control", "data", "store", "workspace.properties");
    assertThat(fixture.ssh(worker, identity, seen)).isEqualTo("data");

    fixture.ssh(worker, identity, "echo shared > " + root + "/data/note");
    assertThat(fixture.ssh(head, identity, "cat " + root + "/data/note")).isEqualTo("shared");
    assertThat(
            fixture.ssh(
                worker,
                identity,
                "timeout 2 bash -c 'head -c 4 < /dev/tcp/192.0.2.1/22' || echo none"))
        .contains("none")
        .doesNotContain("SSH-");
  }

  @Test
  void theProviderOnTheHeadSeesTheSameAndLaunchesWorkers() throws IOException {
    fixture.provider.storage().documents().write("a", "text", WriteCondition.ifAbsent(), null);
    SshAddress head = launch("head");
    String container = fixture.container("head");
    List<String> classPath = new ArrayList<>();
    for (String element : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      boolean folder = !element.isEmpty() && Files.isDirectory(Path.of(element));
      if (folder || LIBRARIES.matcher(element).find()) {
        String place = "/opt/" + classPath.size() + (folder ? "" : ".jar");
        DockerCommand.run("cp", element, container + ":" + place);
        classPath.add(place);
      }
    }

    String said =
        fixture.ssh(
            head,
            identity,
            "java -Xmx64m -cp %s %s %s %s"
                .formatted(
                    String.join(":", classPath),
                    HeadMain.class.getName(),
                    home,
                    fixture.config.image().orElseThrow()));

    assertThat(said).endsWith("text, 2 machines");
    assertThat(fixture.observe("worker-1").state()).isEqualTo(SlotState.RUNNING);
  }

  @Test
  void volumesOfAnImageGoWithTheirMachine() throws IOException {
    Path context = Files.createDirectories(directory.resolve("volume"));
    Files.writeString(
        context.resolve("Dockerfile"),
        "FROM " + TestImage.BARE.required() + "\nVOLUME /some/volume\n");
    String image = "cloudtik-test-volume:" + ProcessHandle.current().pid();
    DockerCommand.run("build", "-q", "-t", image, context.toString());
    Set<String> before = volumes();
    ContainerFixture other = new ContainerFixture(config(image), "volumes");
    try (other) {
      other.provider.launch(other.request("worker-1"));
      assertThat(volumes()).hasSize(before.size() + 1);
      other.terminate("worker-1");
      assertThat(volumes()).isEqualTo(before);
    } finally {
      DockerCommand.run("rmi", "-f", image);
    }
    assertThat(other.left()).isEmpty();
  }

  @Test
  void theImageIsBuiltForTheWorkspaceAndGoesWithIt() throws IOException {
    LocalContainers config = LocalContainers.below(home).base(TestImage.JAVA.required()).internal();
    ContainerFixture built = new ContainerFixture(config, "built");
    try (built) {
      assertThat(DockerCommand.lines("images", "--format", "{{.Repository}}", built.network()))
          .hasSize(1);
      assertThat(states(built)).containsOnly(ResourceState.PRESENT);
      built.provider.launch(keyed(built, "worker-1"));
      SshAddress machine = built.address("worker-1");
      built.awaitSshd(machine);
      assertThat(built.ssh(machine, identity, "command -v java")).isEqualTo("/usr/bin/java");

      DockerCommand.run("tag", TestImage.BARE.required(), built.network() + ":old");
      assertThat(states(built)).contains(ResourceState.DRIFTED);
      built.provider.resources().forEach(WorkspaceResource::create);
      assertThat(states(built)).containsOnly(ResourceState.PRESENT);
    }
    assertThat(built.left()).isEmpty();
    assertThat(states(built)).containsOnly(ResourceState.ABSENT);
  }

  @Test
  void aNetworkOfAnotherKindIsMendedAndOneOfAnotherOwnerIsRefused() {
    ContainerFixture other = new ContainerFixture(config(TestImage.BARE.required()), "drift");
    try (other) {
      DockerCommand.run("network", "rm", other.network());
      DockerCommand.run("network", "create", "--internal", other.network());
      assertThat(states(other)).contains(ResourceState.UNUSABLE);
      assertThatThrownBy(() -> other.provider.resources().forEach(WorkspaceResource::create))
          .isInstanceOf(ProviderException.class)
          .hasMessageContaining(other.network())
          .hasMessageContaining("docker network rm");
      assertThatThrownBy(other::deleteWorkspace).isInstanceOf(ProviderException.class);
      DockerCommand.run("network", "rm", other.network());

      other.provider.resources().forEach(WorkspaceResource::create);
      assertThat(states(other)).containsOnly(ResourceState.PRESENT);
    }
    assertThat(other.left()).isEmpty();
  }

  @Test
  void anImageThatCannotBeHadIsToldByName() {
    // Nobody listens there, so that no registry is asked.
    ContainerFixture other = new ContainerFixture(config("127.0.0.1:1/none:1"), "imageless");
    try (other) {
      assertThatThrownBy(() -> other.provider.launch(other.request("worker-1")))
          .isInstanceOf(ProviderException.class)
          .hasMessageContaining("127.0.0.1:1/none:1");
      assertThat(other.provider.inventory(ContainerFixture.UID)).isEmpty();
    }
  }

  @Test
  void withoutDockerTheMessageSaysWhatToDo() {
    ContainerProvider provider = fixture.open(Path.of("/nowhere/docker.sock"));
    assertThatThrownBy(() -> provider.observe(ContainerFixture.UID))
        .isInstanceOfSatisfying(
            ProviderException.class,
            e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.PROVIDER_FAILED))
        .hasMessageContaining("no Docker engine answers")
        .hasMessageContaining("DOCKER_HOST");
  }

  private static LocalContainers config(String image) {
    return LocalContainers.below(home).image(image).internal();
  }

  private static List<ResourceState> states(ContainerFixture fixture) {
    return fixture.provider.resources().stream().map(each -> each.observe().state()).toList();
  }

  private static Set<String> volumes() {
    return new HashSet<>(DockerCommand.lines("volume", "ls", "-q"));
  }

  private static SshAddress launch(String slot) throws IOException {
    fixture.provider.launch(keyed(fixture, slot));
    SshAddress address = fixture.address(slot);
    fixture.awaitSshd(address);
    return address;
  }

  private static LaunchRequest keyed(ContainerFixture fixture, String slot) throws IOException {
    Offering offering = fixture.request(slot).offering();
    return LaunchRequest.builder()
        .cluster("etl")
        .clusterUid(ContainerFixture.UID)
        .slots(List.of(slot))
        .offering(offering)
        .addAuthorizedKeys(Files.readString(Path.of(identity + ".pub")).strip())
        .build();
  }
}

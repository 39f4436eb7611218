/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.access.CommandRequest;
import io.cloudtik.impl.access.MachineAccess;
import io.cloudtik.impl.access.MachineAccessContractTest;
import io.cloudtik.impl.access.MachineAccesses;
import io.cloudtik.impl.access.ssh.LabSsh;
import io.cloudtik.spec.ContainerMount;
import io.cloudtik.spec.ContainerSpec;
import io.cloudtik.spec.DataSize;
import io.cloudtik.testkit.machines.DockerCommand;
import io.cloudtik.testkit.machines.LabMachine;
import io.cloudtik.testkit.machines.MachineLab;
import io.cloudtik.testkit.machines.TestImage;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract in a container on a machine that is reached by SSH and has a Docker engine of its
 * own, and what becomes of such containers.
 */
final class ContainerAccessContractIT extends MachineAccessContractTest {
  private static final Path ROOT = Path.of("/srv/a b ü");
  private static final Duration ENOUGH = Duration.ofMinutes(1);

  @TempDir static Path home;
  private static MachineLab lab;
  private static LabMachine labMachine;
  private static String image;
  private static Path archive;

  @BeforeAll
  static void startMachine() {
    image = TestImage.BARE.required();
    archive = home.resolve("image.tar");
    DockerCommand.run("save", "-o", archive.toString(), image);
    lab = MachineLab.open(home, TestImage.DOCKER).engines();
    labMachine = lab.start("one");
    List<String> told = Collections.synchronizedList(new ArrayList<>());
    try (MachineAccess host = host("root")) {
      makeRoot(host);
      start(host, plan(ContainerSpec.builder().image(image).build()), told);
    }
    assertThat(told).anyMatch(line -> line.endsWith("100 %"));
  }

  @AfterAll
  static void closeLab() {
    if (lab != null) {
      lab.close();
    }
  }

  private static MachineAccess host(String user) {
    return host(user, ROOT);
  }

  private static MachineAccess host(String user, Path root) {
    return MachineAccesses.open(LabSsh.address(lab, labMachine, user, root).build()).asRoot();
  }

  private static void makeRoot(MachineAccess host) {
    host.run(CommandRequest.of(List.of("mkdir", "-p", ROOT.toString()), Path.of("/"), ENOUGH));
  }

  private static ContainerPlan plan(ContainerSpec spec) {
    return new ContainerPlan(
        new ContainerWish(spec, List.of(), DataSize.mib(96), archive, null),
        spec.image(),
        Map.of("node", "one"),
        Map.of("GIVEN_TO_ALL", "a 'b' $c"),
        false);
  }

  private static void start(MachineAccess host, ContainerPlan plan, List<String> told) {
    String id = new NodeImage(host, plan).ensure(told::add);
    new NodeContainer(host).start(plan, id, ROOT.resolve("run/keeper.sh"));
  }

  @Override
  protected MachineAccess open() {
    return new ContainerAccess(host("root"));
  }

  /** The machine reaches no server of this computer, but it has one of its own. */
  @Test
  @Override
  protected void aPortIsForwarded() throws Exception {
    try (MachineAccess access = open();
        MachineAccess.Forward forward = access.forward("127.0.0.1", 22)) {
      URI uri = forward.address();
      try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
        assertThat(socket.getInputStream().readNBytes(4))
            .isEqualTo("SSH-".getBytes(StandardCharsets.US_ASCII));
      }
    }
  }

  private static String inside(MachineAccess access, String script) {
    return access
        .run(CommandRequest.of(List.of("sh", "-c", script), ROOT, ENOUGH))
        .output()
        .strip();
  }

  @Test
  void theContainerHasTheNetworkTheDirectoryAndTheMemoryThatItWasGiven() {
    try (MachineAccess host = host("root");
        MachineAccess container = new ContainerAccess(host)) {
      host.write(ROOT.resolve("by host"), "seen", false);

      assertThat(inside(container, "hostname")).isEqualTo("one");
      assertThat(inside(container, "cat 'by host'")).isEqualTo("seen");
      assertThat(inside(container, "df -k /dev/shm | tail -n 1")).contains(" 98304 ");
      assertThat(inside(container, "echo \"$GIVEN_TO_ALL\"")).isEqualTo("a 'b' $c");
      assertThat(inside(container, "test -e /usr/bin/dockerd || echo none")).isEqualTo("none");
      assertThat(inside(host, "test -e /usr/sbin/dockerd && echo there")).isEqualTo("there");
    }
  }

  @Test
  void whoMayOnlyUseSudoReachesTheContainer() {
    try (MachineAccess container = new ContainerAccess(host("ann"))) {
      assertThat(inside(container, "id -u; test -e /usr/bin/dockerd || echo none"))
          .isEqualTo("0\nnone");
    }
  }

  @Test
  void whoMayNotUseDockerIsToldWhatIsNeeded() {
    try (MachineAccess container =
        new ContainerAccess(
            MachineAccesses.open(LabSsh.address(lab, labMachine, "bob", ROOT).build()))) {
      assertThatThrownBy(() -> inside(container, "true"))
          .isInstanceOf(CloudTikException.class)
          .hasMessageContaining("docker.sock");
    }
  }

  @Test
  void whatIsToBeAnotherIsMadeAnewAndNothingElse() {
    Path other = Path.of("/srv/other");
    try (MachineAccess host = host("root", other)) {
      host.run(CommandRequest.of(List.of("mkdir", "-p", other.toString()), Path.of("/"), ENOUGH));
      ContainerSpec spec = ContainerSpec.builder().image(image).build();
      start(host, plan(spec), new ArrayList<>());
      String first = id(other);
      start(host, plan(spec), new ArrayList<>());
      assertThat(id(other)).isEqualTo(first);

      ContainerMount mount =
          ContainerMount.builder()
              .source(Path.of("/usr/sbin"))
              .target(Path.of("/of machine"))
              .readOnly(true)
              .build();
      start(host, plan(spec.with(s -> s.addMounts(mount))), new ArrayList<>());
      String second = id(other);
      assertThat(second).isNotEqualTo(first);
      String looked =
          inside(new ContainerAccess(host), "ls '/of machine/dockerd'; touch '/of machine/x' 2>&1");
      assertThat(looked).contains("/of machine/dockerd").contains("Read-only file system");

      // The same name for another image.
      labMachine.exec("sh", "-c", "docker commit -m other $1 other:1", "sh", second);
      start(host, plan(spec.with(s -> s.image("other:1"))), new ArrayList<>());
      String third = id(other);
      labMachine.exec("sh", "-c", "docker commit -m another $1 other:1", "sh", third);
      start(host, plan(spec.with(s -> s.image("other:1"))), new ArrayList<>());
      assertThat(id(other)).isNotIn(first, second, third);

      new NodeContainer(host).remove();
      new NodeContainer(host).remove();
      assertThat(id(other)).isEmpty();
    }
  }

  private static String id(Path root) {
    return labMachine.exec(
        "docker", "ps", "-a", "-q", "--filter", "name=" + NodeContainer.name(root));
  }

  @Test
  void anImageThatCannotBeHadSaysWhatToDo() {
    try (MachineAccess host = host("root")) {
      assertThatThrownBy(() -> pull(host, "127.0.0.1:1/none:1", null))
          .isInstanceOf(CloudTikException.class)
          .hasMessageContaining("pull image 127.0.0.1:1/none:1")
          .hasMessageContaining("does not reach the registry")
          .hasMessageContaining("container archive");
      ContainerPlan absent = plan(ContainerSpec.builder().image("absent:1").build());
      assertThatThrownBy(() -> new NodeImage(host, absent).ensure(step -> {}))
          .hasMessageContaining("image absent:1 is not there after")
          .hasMessageContaining("docker save");
    }
  }

  private static String pull(MachineAccess host, String wanted, @Nullable RegistryLogins logins) {
    ContainerSpec spec = ContainerSpec.builder().image(wanted).build();
    ContainerPlan plan =
        new ContainerPlan(
            new ContainerWish(spec, List.of(), DataSize.bytes(0), null, logins),
            wanted,
            Map.of(),
            Map.of(),
            false);
    return new NodeImage(host, plan).ensure(step -> {});
  }

  @Test
  void aPrivateRegistryIsLoggedInTo() throws IOException {
    Path program = home.resolve("TestRegistry.class");
    try (InputStream in = TestRegistry.class.getResourceAsStream("TestRegistry.class")) {
      Files.write(program, Objects.requireNonNull(in).readAllBytes());
    }
    labMachine.exec("mkdir", "-p", "/srv/classes/io/cloudtik/impl/docker");
    labMachine.put(program, "/srv/classes/io/cloudtik/impl/docker/TestRegistry.class");
    labMachine.exec(
        "sh",
        "-c",
        "setsid java -Dsun.net.httpserver.maxReqTime=1 -cp /srv/classes io.cloudtik.impl.docker.TestRegistry 5000 ann:pa:ss >/tmp/registry 2>&1 &"
            + " until grep -q serving /tmp/registry; do sleep 0.1; done");
    String wanted = "127.0.0.1:5000/team/private:1";
    try (MachineAccess host = host("root")) {
      assertThatThrownBy(() -> pull(host, wanted, null))
          .isInstanceOfSatisfying(
              CloudTikException.class,
              e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.PERMISSION_DENIED))
          .hasMessageContaining("registryLogins");
      assertThatThrownBy(() -> pull(host, wanted, logins("ann:wrong")))
          .hasMessageContaining("registryLogins")
          .hasMessageNotContaining("wrong");
      assertThat(pull(host, wanted, logins("ann:pa:ss"))).startsWith("sha256:");
    }
  }

  private static RegistryLogins logins(String login) {
    return RegistryLogins.parse(
        "{\"auths\":{\"127.0.0.1:5000\":{\"auth\":\"%s\"}}}"
            .formatted(Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8))));
  }
}

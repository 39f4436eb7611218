/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.impl.access.CommandRequest;
import io.cloudtik.impl.access.MachineAccess;
import io.cloudtik.impl.access.MachineAccessContractTest;
import io.cloudtik.impl.access.MachineAccesses;
import io.cloudtik.impl.access.ssh.LabSsh;
import io.cloudtik.spec.ContainerSpec;
import io.cloudtik.spec.DataSize;
import io.cloudtik.testkit.machines.DockerCommand;
import io.cloudtik.testkit.machines.LabMachine;
import io.cloudtik.testkit.machines.MachineLab;
import io.cloudtik.testkit.machines.TestImage;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
    return MachineAccesses.open(LabSsh.address(lab, labMachine, user, ROOT).build()).asRoot();
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
}

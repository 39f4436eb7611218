/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.error.ProviderException;
import io.cloudtik.spi.provider.SlotObservation;
import io.cloudtik.spi.provider.SlotState;
import io.cloudtik.testkit.machines.DockerCommand;
import io.cloudtik.testkit.machines.TestImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls that are cut, lost, repeated and made twice, against a real Docker engine. */
class ContainerFaultIT {
  @TempDir private static Path home;
  private static ContainerFixture fixture;

  @BeforeAll
  static void makeWorkspace() {
    fixture =
        new ContainerFixture(
            Local.containers().at(home).image(TestImage.BARE.required()).internal(), "faults");
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
    fixture.terminate("worker-1");
    assertThat(fixture.provider.inventory(ContainerFixture.UID)).isEmpty();
  }

  @Test
  void aLaunchThatIsCutAtAnyCallIsFinishedByTheNext() throws IOException {
    boolean cut = true;
    for (int call = 1; cut; call++) {
      for (boolean done : new boolean[] {false, true}) {
        try (CutSocket socket = new CutSocket(ContainerFixture.socket(), call, done)) {
          cut = launchFails(socket);
        }

        fixture.provider.launch(fixture.request("worker-1"));

        assertThat(fixture.observe("worker-1").state())
            .as("after a cut at call %d, which took effect: %s", call, done)
            .isEqualTo(SlotState.RUNNING);
        assertThat(fixture.provider.inventory(ContainerFixture.UID)).hasSize(1);
        assertWhole();
        fixture.terminate("worker-1");
      }
      assertThat(call).isLessThan(50);
    }
  }

  @Test
  void aTerminateThatIsCutAtAnyCallIsFinishedByTheNext() throws IOException {
    boolean cut = true;
    for (int call = 1; cut; call++) {
      for (boolean done : new boolean[] {false, true}) {
        fixture.provider.launch(fixture.request("worker-1"));
        try (CutSocket socket = new CutSocket(ContainerFixture.socket(), call, done)) {
          fixture.open(socket.path()).terminate(ContainerFixture.UID, Set.of("worker-1"));
          cut = false;
        } catch (ProviderException e) {
          assertThat(e.retryable()).isTrue();
        }
        fixture.terminate("worker-1");
        assertThat(fixture.provider.inventory(ContainerFixture.UID)).isEmpty();
      }
      assertThat(call).isLessThan(50);
    }
  }

  @Test
  void aReplyThatIsLostGivesNoSecondMachine() {
    fixture.provider.launch(fixture.request("worker-1"));
    String first = fixture.observe("worker-1").machineId().orElseThrow();

    fixture.provider.launch(fixture.request("worker-1"));

    assertThat(fixture.provider.observe(ContainerFixture.UID))
        .extracting(slot -> slot.machineId().orElseThrow())
        .containsExactly(first);
  }

  @Test
  void clientsThatLaunchOneSlotAtTheSameTimeGetOneMachine() throws Exception {
    int clients = 4;
    CyclicBarrier together = new CyclicBarrier(clients);
    ExecutorService executor = Executors.newFixedThreadPool(clients);
    try {
      List<Future<SlotObservation>> seen =
          IntStream.range(0, clients)
              .mapToObj(
                  i ->
                      executor.submit(
                          () -> {
                            ContainerProvider client = fixture.open(ContainerFixture.socket());
                            together.await(10, TimeUnit.SECONDS);
                            client.launch(fixture.request("worker-1"));
                            return client.observe(ContainerFixture.UID).get(0);
                          }))
              .toList();
      Set<String> ids = new HashSet<>();
      for (Future<SlotObservation> each : seen) {
        assertThat(each.get(60, TimeUnit.SECONDS).state()).isEqualTo(SlotState.RUNNING);
        ids.add(each.get().machineId().orElseThrow());
      }
      assertThat(ids).hasSize(1);
      assertThat(fixture.provider.inventory(ContainerFixture.UID)).hasSize(1);
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void aContainerOfAnotherOwnerIsRefusedAndStays() {
    String name = fixture.container("worker-1");
    DockerCommand.run("create", "--name", name, "--network", "none", TestImage.BARE.required());
    try {
      assertThatThrownBy(() -> fixture.provider.launch(fixture.request("worker-1")))
          .isInstanceOf(ProviderException.class)
          .hasMessageContaining(name)
          .hasMessageContaining("docker rm");
      fixture.terminate("worker-1");
      assertThat(DockerCommand.run("inspect", "--format", "{{.State.Status}}", name))
          .isEqualTo("created");
    } finally {
      DockerCommand.run("rm", name);
    }
  }

  /** The host key that the machine has is the one by which it is known. */
  private static void assertWhole() {
    assertThat(
            DockerCommand.run(
                "exec",
                fixture.container("worker-1"),
                "ssh-keygen",
                "-y",
                "-f",
                "/etc/cloudtik/ssh/host_key"))
        .startsWith(fixture.address("worker-1").hostKeys().get(0));
  }

  private static boolean launchFails(CutSocket socket) {
    try {
      fixture.open(socket.path()).launch(fixture.request("worker-1"));
      return false;
    } catch (ProviderException e) {
      assertThat(e.retryable()).isTrue();
      return true;
    }
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.onpremise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.spi.provider.MachineAddress;
import io.cloudtik.spi.provider.SlotState;
import io.cloudtik.spi.provider.WorkspaceResource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnPremiseTest {
  @TempDir private Path store;

  private CloudProvider open(String workspace) {
    CloudProvider provider =
        new OnPremiseFactory()
            .open(
                OnPremise.hosts(store, SomeHosts.of(5)),
                new NotingContext(workspace, Clock.systemUTC()));
    provider.resources().forEach(WorkspaceResource::create);
    return provider;
  }

  @Test
  void clustersOfManyClientsNeverHaveTheSameHost() throws Exception {
    HostRush.isTakenInTurns(this::open, this::open);
  }

  @Test
  void clientsThatLaunchOneSlotAtTheSameTimeGetOneHost() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> clients = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        CloudProvider client = open("analytics");
        clients.add(threads.submit(() -> client.launch(HostRush.head(client, "uid-1"))));
      }
      for (Future<?> client : clients) {
        client.get();
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(open("analytics").inventory("uid-1")).hasSize(1);
  }

  @Test
  void aSlotWithoutAHostIsSeenAsFailedWithTheReason() {
    CloudProvider provider = open("analytics");
    for (int i = 0; i < 5; i++) {
      provider.launch(HostRush.head(provider, "uid-" + i));
    }

    provider.launch(HostRush.head(provider, "late-1"));

    assertThat(provider.observe("late-1"))
        .singleElement()
        .satisfies(slot -> assertThat(slot.state()).isEqualTo(SlotState.FAILED))
        .satisfies(slot -> assertThat(slot.reason()).contains("no free host", "analytics/etl"));
    assertThat(provider.inventory("late-1")).isEmpty();
    provider.terminate("late-1", Set.of("head"));
    assertThat(provider.observe("late-1")).isEmpty();
  }

  @Test
  void aStoreThatIsNotThereIsNotMade() {
    Path missing = store.resolve("not-mounted");
    CloudProvider provider =
        new OnPremiseFactory()
            .open(
                OnPremise.hosts(missing, SomeHosts.of(1)),
                new NotingContext("analytics", Clock.systemUTC()));

    for (Runnable call :
        List.<Runnable>of(
            () -> provider.resources().get(0).create(),
            () -> provider.resources().get(0).observe(),
            provider::storage,
            () -> provider.terminate("uid-1", Set.of("head")))) {
      assertThatThrownBy(call::run)
          .asInstanceOf(type(CloudTikException.class))
          .satisfies(e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.STORE_UNAVAILABLE))
          .satisfies(
              e -> assertThat(e).hasMessageContaining(missing + ", the store, is not there"));
    }
    assertThat(missing).doesNotExist();
  }

  @Test
  void leasesOutliveTheWorkspaceOfOthers() {
    CloudProvider first = open("first");
    CloudProvider second = open("second");
    second.launch(HostRush.head(second, "uid-2"));

    List<WorkspaceResource> resources = new ArrayList<>(first.resources());
    java.util.Collections.reverse(resources);
    resources.forEach(WorkspaceResource::delete);

    assertThat(store.resolve("workspaces/first")).doesNotExist();
    assertThat(second.inventory("uid-2")).hasSize(1);
  }

  @Test
  void hostsThatAreGoneAreNoStandingMachines() {
    List<Host> hosts =
        List.of(SomeHosts.host("a", 1, 1).build(), SomeHosts.host("b", 1, 1).gone(true).build());
    CloudProvider provider =
        new OnPremiseFactory()
            .open(OnPremise.hosts(store, hosts), new NotingContext("analytics", Clock.systemUTC()));

    assertThat(provider.standingMachines())
        .extracting(MachineAddress::host)
        .containsExactly("a.example");
    assertThat(provider.reachedBySsh()).isTrue();
  }

  @Test
  void hostsMustDifferInNameAndAddress() {
    Host host = SomeHosts.host("h1", 1, 1).build();
    Host same = SomeHosts.host("h2", 1, 1).address("H1.example").build();

    assertThatThrownBy(() -> OnPremise.hosts(store, List.of(host, host)))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining("each name once, got 'h1' again");
    assertThatThrownBy(() -> OnPremise.hosts(store, List.of(host, same)))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining("each address and port once, got 'h1.example:22' again, of 'h2'");
    assertThatThrownBy(() -> OnPremise.hosts(store, List.of()))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining("expected at least one");
  }

  @Test
  void aFileOfHostsIsReadOnce() throws Exception {
    Path file = Files.writeString(store.resolve("hosts.txt"), "name=h1 cpus=2 memory=4GiB\n");
    OnPremise onPremise = OnPremise.file(store, file);
    Files.delete(file);

    assertThat(onPremise.hosts()).extracting(Host::name).containsExactly("h1");
    assertThat(onPremise).hasToString("OnPremise{store=%s, hosts=[h1]}".formatted(store));
  }
}

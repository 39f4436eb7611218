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
import io.cloudtik.spec.DataSize;
import io.cloudtik.spi.provider.LaunchRequest;
import io.cloudtik.spi.provider.NodeShape;
import io.cloudtik.spi.provider.Offering;
import io.cloudtik.spi.store.StoredDocument;
import io.cloudtik.spi.store.WorkspaceStore;
import io.cloudtik.spi.store.WriteCondition;
import io.cloudtik.testkit.FakeClock;
import io.cloudtik.testkit.MemoryStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who has which host, whatever goes wrong on the way. */
class HostLeasesFaultTest {
  static final String UID = "etl-1a2b";

  private final FakeClock clock = FakeClock.standing();
  private final WorkspaceStore memory = new MemoryStore(clock);
  private final NotingContext engine = new NotingContext("analytics", clock);

  /** Returns the documents with the leases; subclasses have theirs elsewhere. */
  WorkspaceStore store() {
    return memory;
  }

  FakeClock clock() {
    return clock;
  }

  HostLeases client(List<Host> hosts) {
    return client(hosts, engine, store());
  }

  private static HostLeases client(
      List<Host> hosts, NotingContext context, WorkspaceStore documents) {
    LeaseBook book = new LeaseBook(documents);
    return new HostLeases(
        new HostShapes(hosts), context, book, new NodeEnding(hosts, context, book));
  }

  static LaunchRequest request(String uid, String... slots) {
    return LaunchRequest.builder()
        .cluster("etl")
        .clusterUid(uid)
        .slots(List.of(slots))
        .offering(
            Offering.of(
                NodeShape.builder()
                    .instanceType(Host.ANY_TYPE)
                    .cpus(4)
                    .memory(DataSize.gib(8))
                    .build()))
        .build();
  }

  static List<String> hosts(List<Lease> leases) {
    return leases.stream()
        .map(lease -> Optional.ofNullable(lease.host()).map(Host::name).orElse("none"))
        .toList();
  }

  @Test
  void aLeaseWhoseReplyWasLostIsKept() {
    HostLeases cut = client(SomeHosts.of(3), engine, new CutStore(store(), true));
    assertThatThrownBy(() -> cut.take(request(UID, "head", "workers-1")))
        .isInstanceOf(CloudTikException.class);
    List<Lease> first = client(SomeHosts.of(3)).of(UID);
    assertThat(hosts(first)).containsExactly("h1", "h2");

    client(SomeHosts.of(3)).take(request(UID, "head", "workers-1"));

    assertThat(client(SomeHosts.of(3)).of(UID)).isEqualTo(first);
  }

  @Test
  void aLaunchWhoseWriteWasLostIsMadeByTheNext() {
    HostLeases cut = client(SomeHosts.of(3), engine, new CutStore(store(), false));
    assertThatThrownBy(() -> cut.take(request(UID, "head"))).isInstanceOf(CloudTikException.class);
    assertThat(client(SomeHosts.of(3)).of(UID)).isEmpty();

    client(SomeHosts.of(3)).take(request(UID, "head"));

    assertThat(hosts(client(SomeHosts.of(3)).of(UID))).containsExactly("h1");
  }

  @Test
  void whatSomebodyElseTookMeanwhileIsNotTaken() {
    HostLeases other = client(SomeHosts.of(3), new NotingContext("other", clock), store());
    boolean[] done = {false};
    HostLeases slow =
        client(
            SomeHosts.of(3),
            engine,
            new BetweenStore(
                store(),
                () -> {
                  if (!done[0]) {
                    done[0] = true;
                    other.take(request("x-1", "head"));
                  }
                }));

    slow.take(request(UID, "head"));

    assertThat(hosts(slow.of(UID))).containsExactly("h2");
    assertThat(hosts(other.of("x-1"))).containsExactly("h1");
  }

  @Test
  void aClientThatDiesBeforeItStartsAnythingLeavesALeaseThatTheNextUsesOrGivesBack() {
    client(SomeHosts.of(1)).take(request(UID, "head"));
    List<Lease> first = client(SomeHosts.of(1)).of(UID);

    client(SomeHosts.of(1)).take(request(UID, "head"));
    assertThat(client(SomeHosts.of(1)).of(UID)).isEqualTo(first);

    client(SomeHosts.of(1)).giveBack(UID, Set.of("head"));
    assertThat(client(SomeHosts.of(1)).of(UID)).isEmpty();
    assertThat(engine.cleaned).hasSize(1);
  }

  @Test
  void aHostThatCannotBeReachedKeepsItsLeaseAndIsTriedAgainAfterAWhile() {
    HostLeases client = client(SomeHosts.of(2));
    client.take(request(UID, "head", "workers-1"));
    engine.unreachable.add("h2.example");

    client.giveBack(UID, Set.of("head", "workers-1"));

    assertThat(client.of(UID))
        .singleElement()
        .satisfies(lease -> assertThat(lease.state()).isEqualTo(Lease.State.ENDING))
        .satisfies(
            lease ->
                assertThat(lease.line())
                    .isEqualTo(
                        "node workers-1 of cluster etl on host h2, in"
                            + " /var/lib/cloudtik/analytics/etl-1a2b/workers-1: h2.example: no route"
                            + " to it; make the host reachable, or say gone=true if it will never"
                            + " come back"));
    client.take(request("other-1", "head", "workers-1"));
    assertThat(hosts(client.of("other-1"))).containsExactly("h1", "none");

    engine.unreachable.clear();
    client.giveBack(UID, Set.of());
    assertThat(client.of(UID)).hasSize(1);
    clock.advance(Duration.ofSeconds(16));
    client.giveBack(UID, Set.of());
    assertThat(client.of(UID)).isEmpty();
  }

  @Test
  void theSlotOfAHostThatCannotBeReachedGetsAnother() {
    HostLeases client = client(SomeHosts.of(2));
    client.take(request(UID, "head"));
    engine.unreachable.add("h1.example");
    client.giveBack(UID, Set.of("head"));

    client.take(request(UID, "head"));

    assertThat(hosts(client.of(UID))).containsExactly("h1", "h2");
  }

  @Test
  void aHostThatIsSaidToBeGoneIsGivenBackAndNotHandedOutAgain() {
    client(SomeHosts.of(1)).take(request(UID, "head"));
    engine.unreachable.add("h1.example");
    List<Host> gone = List.of(SomeHosts.host("h1", 4, 8).gone(true).build());

    client(gone).giveBack(UID, Set.of("head"));
    assertThat(client(gone).of(UID)).isEmpty();

    client(gone).take(request(UID, "head"));
    assertThat(hosts(client(gone).of(UID))).containsExactly("none");
  }

  @Test
  void aHostThatIsNoLongerNamedIsEndedAsItWasWhenItWasTaken() {
    client(List.of(SomeHosts.host("old", 4, 8).port(2022).user("ann").build()))
        .take(request(UID, "head"));

    client(SomeHosts.of(1)).giveBack(UID, Set.of("head"));

    assertThat(engine.cleaned)
        .singleElement()
        .satisfies(machine -> assertThat(machine.host()).isEqualTo("old.example"))
        .satisfies(machine -> assertThat(machine.port()).isEqualTo(2022))
        .satisfies(machine -> assertThat(machine.user()).isEqualTo("ann"))
        .satisfies(machine -> assertThat(machine.hostKeys()).containsExactly(SomeHosts.KEY));
  }

  /** A head that ends its own machine does not live to give it back. */
  @Test
  void whatWasLeftToBeEndedIsEndedByWhoeverNeedsTheHost() {
    client(SomeHosts.of(1)).take(request(UID, "head"));
    change(lease -> lease.ending());
    NotingContext other = new NotingContext("other", clock);

    client(SomeHosts.of(1), other, store()).take(request("x-1", "head"));

    assertThat(hosts(client(SomeHosts.of(1), other, store()).of("x-1"))).containsExactly("h1");
    assertThat(other.cleaned).hasSize(1);
    assertThat(client(SomeHosts.of(1)).of(UID)).isEmpty();
  }

  @Test
  void whoGetsNoHostIsToldWhoHasThem() {
    HostLeases client = client(SomeHosts.of(2));
    client.take(request("a-1", "head", "workers-1"));

    client.take(request(UID, "head"));

    assertThat(client.of(UID))
        .singleElement()
        .satisfies(lease -> assertThat(lease.state()).isEqualTo(Lease.State.REFUSED))
        .satisfies(
            lease ->
                assertThat(lease.reason())
                    .contains("of 2 hosts 2 have 4 CPUs, 8GiB", "h1 by analytics/etl"));
    client.giveBack("a-1", Set.of("head"));
    client.take(request(UID, "head"));
    assertThat(hosts(client.of(UID))).containsExactly("h1");
    client.giveBack(UID, Set.of("head"));
    assertThat(client.of(UID)).isEmpty();
  }

  @Test
  void theSameMachineUnderAnotherNameIsTheSame() {
    client(SomeHosts.of(1)).take(request(UID, "head"));
    List<Host> renamed = List.of(SomeHosts.host("h1", 4, 8).name("other").build());

    client(renamed).take(request("x-1", "head"));

    assertThat(hosts(client(renamed).of("x-1"))).containsExactly("none");
  }

  @Test
  void aWorkspaceWithNodesThatCannotBeEndedSaysSo() {
    HostLeases client = client(SomeHosts.of(1));
    client.take(request(UID, "head"));
    engine.unreachable.add("h1.example");

    assertThatThrownBy(client::giveBackAll)
        .asInstanceOf(type(CloudTikException.class))
        .satisfies(e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.WORKSPACE_IN_USE))
        .satisfies(e -> assertThat(e).hasMessageContaining("node head of cluster etl on host h1"));
    engine.unreachable.clear();
    client.giveBackAll();
    assertThat(client.of(UID)).isEmpty();
  }

  @Test
  void leasesThatCannotBeReadAreToldAndWhatANewerLibraryAddsIsPassedOver() {
    client(SomeHosts.of(1)).take(request(UID, "head"));
    String text = store().read(LeaseBook.KEY).orElseThrow().text();
    store().write(LeaseBook.KEY, text + " colour=\"red\"", WriteCondition.always(), null);
    assertThat(hosts(client(SomeHosts.of(1)).of(UID))).containsExactly("h1");

    store().write(LeaseBook.KEY, "what is this", WriteCondition.always(), null);
    assertThatThrownBy(() -> client(SomeHosts.of(1)).of(UID))
        .asInstanceOf(type(CloudTikException.class))
        .satisfies(e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.STORE_CORRUPT));
  }

  private void change(UnaryOperator<Lease> change) {
    new LeaseBook(store()).change(all -> all.stream().map(change).toList());
  }

  /** Loses the first write, or only the reply to it. */
  private static final class CutStore extends BetweenStore {
    private final boolean applied;

    CutStore(WorkspaceStore store, boolean applied) {
      super(store, () -> {});
      this.applied = applied;
    }

    @Override
    public StoredDocument write(
        String key, String text, WriteCondition condition, @Nullable Duration expiry) {
      if (applied) {
        super.write(key, text, condition, expiry);
      }
      throw new CloudTikException(ErrorCode.STORE_UNAVAILABLE, "cut");
    }
  }

  /** Does something before each write. */
  private static class BetweenStore implements WorkspaceStore {
    private final WorkspaceStore store;
    private final Runnable beforeWrite;

    BetweenStore(WorkspaceStore store, Runnable beforeWrite) {
      this.store = store;
      this.beforeWrite = beforeWrite;
    }

    @Override
    public Optional<StoredDocument> read(String key) {
      return store.read(key);
    }

    @Override
    public StoredDocument write(
        String key, String text, WriteCondition condition, @Nullable Duration expiry) {
      beforeWrite.run();
      return store.write(key, text, condition, expiry);
    }

    @Override
    public void delete(String key, WriteCondition condition) {
      store.delete(key, condition);
    }

    @Override
    public List<String> list(String prefix) {
      return store.list(prefix);
    }
  }
}

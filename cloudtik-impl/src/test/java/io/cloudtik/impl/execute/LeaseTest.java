/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.testkit.FakeClock;
import io.cloudtik.testkit.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LeaseTest {
  private static final Duration TERM = Duration.ofSeconds(10);

  private final FakeClock clock = FakeClock.at(Instant.EPOCH);
  private final MemoryStore store = new MemoryStore(clock);
  private final Map<String, LeaseSeeker> seekers = new HashMap<>();
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);

  private Optional<Lease> acquire(String holder) {
    return seekers
        .computeIfAbsent(holder, h -> new LeaseSeeker(store, "lease", h, TERM, nanos::get))
        .tryAcquire();
  }

  private void pass(Duration time) {
    clock.advance(time);
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void onlyOneHolderHasItAtATime() {
    assertThat(acquire("a")).isPresent();
    assertThat(acquire("b")).isEmpty();
  }

  @Test
  void theHolderStopsTrustingItBeforeAnotherMayBegin() {
    Lease first = acquire("a").orElseThrow();
    pass(Duration.ofSeconds(8));

    assertThat(first.valid()).isFalse();
    assertThat(acquire("b")).isEmpty();
    pass(Duration.ofSeconds(3));
    assertThat(acquire("b")).isPresent();
  }

  @Test
  void aHolderThatWasStoppedFindsOutThatItLostTheLease() {
    Lease first = acquire("a").orElseThrow();
    pass(Duration.ofSeconds(11));
    Lease second = acquire("b").orElseThrow();

    assertThat(first.renew()).isFalse();
    assertThat(first.valid()).isFalse();
    first.release();
    assertThat(second.renew()).isTrue();
  }

  @Test
  void generationsGrowAlsoAfterTheLeaseRanOutOrWasGivenBack() {
    Lease first = acquire("a").orElseThrow();
    pass(Duration.ofSeconds(11));
    Lease second = acquire("b").orElseThrow();
    second.release();
    Lease third = acquire("a").orElseThrow();

    assertThat(second.generation()).isGreaterThan(first.generation());
    assertThat(third.generation()).isGreaterThan(second.generation());
  }

  @Test
  void aRenewalExtendsTheTrust() {
    Lease lease = acquire("a").orElseThrow();
    pass(Duration.ofSeconds(6));
    assertThat(lease.renew()).isTrue();
    pass(Duration.ofSeconds(6));

    assertThat(lease.valid()).isTrue();
    assertThat(acquire("b")).isEmpty();
  }

  @Test
  void aDamagedLeaseIsNotTakenFromAHolderThatStillActs() {
    Lease first = acquire("a").orElseThrow();
    store.damage("lease");

    assertThat(acquire("b")).isEmpty();
    assertThat(first.renew()).isFalse();
    assertThat(acquire("b")).isEmpty();
    pass(Duration.ofSeconds(11));
    assertThat(acquire("b").orElseThrow().generation()).isGreaterThan(first.generation());
  }

  @Test
  void aHolderMendsItsDamagedLease() {
    Lease first = acquire("a").orElseThrow();
    store.damage("lease");

    assertThat(first.renew()).isTrue();
    assertThat(acquire("b")).isEmpty();
  }

  @Test
  void aHolderWhoseTimeIsOverMendsNothing() {
    Lease first = acquire("a").orElseThrow();
    pass(Duration.ofSeconds(8));
    store.damage("lease");

    assertThatThrownBy(first::renew).isInstanceOf(CloudTikException.class);
    assertThat(first.valid()).isFalse();
  }

  void aClockThatIsSetForwardTakesTheLeaseFromNobody() {
    Lease lease = acquire("a").orElseThrow();
    clock.advance(Duration.ofMinutes(10));

    assertThat(lease.renew()).isTrue();
    assertThat(lease.valid()).isTrue();
    assertThat(acquire("b")).isEmpty();
    pass(Duration.ofSeconds(3));
    assertThat(lease.renew()).isTrue();
  }

  @Test
  void aLeaseThatAnotherHadSinceIsNotRenewedAlsoAfterItsEnd() {
    Lease first = acquire("a").orElseThrow();
    clock.advance(Duration.ofMinutes(10));
    Lease second = acquire("b").orElseThrow();
    second.release();

    assertThat(first.renew()).isFalse();
    assertThat(first.valid()).isFalse();
  }

  @Test
  void aLeaseOfTheDeadRunsOutAlsoIfTheClockIsSetBack() {
    assertThat(acquire("a")).isPresent();
    clock.advance(Duration.ofMinutes(-10));
    assertThat(acquire("b")).isEmpty();
    pass(Duration.ofSeconds(9));
    assertThat(acquire("b")).isEmpty();
    pass(Duration.ofSeconds(1));

    assertThat(acquire("b")).isPresent();
  }

  @Test
  void aLeaseThatIsRenewedIsKeptAlsoIfTheClockIsSetBack() {
    Lease lease = acquire("a").orElseThrow();
    clock.advance(Duration.ofMinutes(-10));
    for (int i = 0; i < 10; i++) {
      assertThat(acquire("b")).isEmpty();
      pass(Duration.ofSeconds(3));
      assertThat(lease.renew()).isTrue();
    }
    assertThat(acquire("b")).isEmpty();
  }
}

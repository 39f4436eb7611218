/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.ServiceState;
import io.cloudtik.node.process.RunObservation;
import io.cloudtik.node.supervisor.ServiceMemory.Phase;
import io.cloudtik.spi.runtime.HealthCheck;
import io.cloudtik.spi.runtime.ProcessSpec;
import io.cloudtik.spi.runtime.ServiceSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ServicePolicyTest {
  private static final CheckResult UNWELL = CheckResult.unwell("connection refused");

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private @Nullable ServiceSpec wanted = spec("serve", "1");
  private ServiceMemory memory = ServiceMemory.described(spec("serve", "1"), now);

  @Test
  void startsWhatIsDescribedAtOnce() {
    assertThat(see(RunObservation.ABSENT)).isEqualTo(ServiceAction.START);
    assertThat(memory.state()).isEqualTo(ServiceState.STARTING);
  }

  @Test
  void isHealthyAsSoonAsItRunsIfThereIsNothingToCheck() {
    wanted = ServiceSpec.builder().name("serve").process(process("1")).build();
    memory = ServiceMemory.described(wanted, now);
    see(RunObservation.ABSENT);

    see(RunObservation.STARTING);
    assertThat(memory.state()).isEqualTo(ServiceState.STARTING);
    see(RunObservation.RUNNING);
    assertThat(memory.state()).isEqualTo(ServiceState.HEALTHY);
  }

  @Test
  void isHealthyOnlyAfterAGoodReadinessCheck() {
    see(RunObservation.ABSENT);
    assertThat(see(RunObservation.RUNNING)).isEqualTo(ServiceAction.CHECK);
    assertThat(see(RunObservation.RUNNING)).as("one check at a time").isEqualTo(nothing());

    pass(Duration.ofSeconds(1));
    assertThat(see(RunObservation.RUNNING, UNWELL)).isEqualTo(ServiceAction.CHECK);
    assertThat(memory.state()).isEqualTo(ServiceState.STARTING);
    assertThat(memory.message()).isEqualTo("connection refused");

    see(RunObservation.RUNNING, CheckResult.WELL);
    assertThat(memory.state()).isEqualTo(ServiceState.HEALTHY);
    assertThat(memory.message()).isEmpty();
  }

  @Test
  void isRestartedWhenItIsNotReadyInTime() {
    see(RunObservation.ABSENT);
    see(RunObservation.RUNNING);
    pass(Duration.ofSeconds(61));

    assertThat(see(RunObservation.RUNNING, UNWELL)).isEqualTo(ServiceAction.SIGNAL);
    assertThat(memory.phase()).isEqualTo(Phase.RESTARTING);
    assertThat(memory.message()).isEqualTo("it was not ready within 60 s: connection refused");

    see(RunObservation.ended(143, ""));
    assertThat(memory.phase()).isEqualTo(Phase.WAITING);
    assertThat(memory.restarts().total()).isEqualTo(1);
  }

  @Test
  void oneMissedHealthCheckIsNoNewsAndTheLimitRestarts() {
    becomeHealthy();

    failCheck();
    assertThat(memory.state()).isEqualTo(ServiceState.HEALTHY);
    failCheck();
    assertThat(memory.state()).isEqualTo(ServiceState.UNHEALTHY);
    assertThat(failCheck()).isEqualTo(ServiceAction.SIGNAL);
    assertThat(memory.phase()).isEqualTo(Phase.RESTARTING);
    assertThat(memory.message()).isEqualTo("3 of 3 health checks failed: connection refused");
  }

  @Test
  void aGoodHealthCheckForgetsFailedOnes() {
    becomeHealthy();
    failCheck();
    failCheck();
    see(RunObservation.RUNNING);
    see(RunObservation.RUNNING, CheckResult.WELL);
    assertThat(memory.state()).isEqualTo(ServiceState.HEALTHY);

    failCheck();
    assertThat(failCheck()).as("the count begins anew").isNotEqualTo(ServiceAction.SIGNAL);
  }

  @Test
  void backsOffTwiceAsLongEachTimeUntilThirtySeconds() {
    ServiceSpec spec = spec("serve", "1");
    assertThat(List.of(0, 1, 2, 5, 9))
        .extracting(before -> ServicePolicy.backoff(spec, before).toMillis())
        .containsExactly(500L, 1_000L, 2_000L, 16_000L, 30_000L);
  }

  @Test
  void waitsForTheBackoffBeforeARestart() {
    becomeHealthy();
    see(RunObservation.ended(1, "out of luck"));
    assertThat(memory.state()).isEqualTo(ServiceState.RESTARTING);
    assertThat(memory.message()).isEqualTo("ended with exit code 1: out of luck");

    pass(Duration.ofMillis(499));
    assertThat(see(RunObservation.ended(1, ""))).isEqualTo(nothing());
    pass(Duration.ofMillis(1));
    assertThat(see(RunObservation.ended(1, ""))).isEqualTo(ServiceAction.START);
  }

  @Test
  void failsAfterTooManyRestartsAndStaysSo() {
    for (int restart = 0; restart < 5; restart++) {
      crash();
    }
    assertThat(memory.state()).isNotEqualTo(ServiceState.FAILED);
    crash();
    assertThat(memory.state()).isEqualTo(ServiceState.FAILED);
    assertThat(memory.message())
        .contains("was ended by signal 9")
        .contains("restarted 5 times within 600 s");

    pass(Duration.ofHours(1));
    assertThat(see(RunObservation.ended(137, ""))).isEqualTo(nothing());
    assertThat(memory.state()).isEqualTo(ServiceState.FAILED);
  }

  @Test
  void restartsLongAgoDoNotCount() {
    for (int restart = 0; restart < 20; restart++) {
      crash();
      pass(Duration.ofMinutes(3));
    }
    assertThat(memory.state()).isNotEqualTo(ServiceState.FAILED);
    assertThat(memory.restarts().total()).isEqualTo(20);
    assertThat(memory.restarts().recent()).hasSizeLessThan(6);
  }

  @Test
  void aNewDescriptionGivesAFailedServiceAnotherChance() {
    for (int restart = 0; restart < 6; restart++) {
      crash();
    }
    wanted = spec("serve", "2");
    see(RunObservation.ended(137, ""));
    assertThat(see(RunObservation.ended(137, ""))).isEqualTo(ServiceAction.START);
    assertThat(memory.restarts().total()).isZero();
  }

  @Test
  void aChangedDescriptionStopsInOrderAndStartsAnewWithoutCounting() {
    becomeHealthy();
    wanted = spec("serve", "2");

    assertThat(see(RunObservation.RUNNING)).isEqualTo(ServiceAction.SIGNAL);
    assertThat(see(RunObservation.RUNNING)).isEqualTo(nothing());
    see(RunObservation.ended(143, ""));
    assertThat(see(RunObservation.ended(143, ""))).isEqualTo(ServiceAction.START);
    assertThat(memory.spec()).isEqualTo(wanted);
    assertThat(memory.restarts().total()).isZero();
  }

  @Test
  void aRemovedDescriptionStopsForGood() {
    becomeHealthy();
    wanted = null;
    assertThat(see(RunObservation.RUNNING)).isEqualTo(ServiceAction.SIGNAL);
    assertThat(memory.state()).isEqualTo(ServiceState.STOPPED);
    see(RunObservation.ended(0, ""));
    assertThat(memory.phase()).isEqualTo(Phase.GONE);
  }

  @Test
  void whoDoesNotStopIsKilledAndThenItsGroup() {
    becomeHealthy();
    wanted = null;
    see(RunObservation.RUNNING);
    pass(Duration.ofSeconds(9));
    assertThat(see(RunObservation.RUNNING)).isEqualTo(nothing());
    pass(Duration.ofSeconds(1));
    assertThat(see(RunObservation.RUNNING)).isEqualTo(ServiceAction.KILL);
    assertThat(see(RunObservation.RUNNING)).isEqualTo(nothing());
    pass(ServicePolicy.KILL_AGAIN);
    assertThat(see(RunObservation.RUNNING)).isEqualTo(ServiceAction.KILL_GROUP);
  }

  @Test
  void adoptsWhatRunsAlthoughItsStartWasNotNoted() {
    assertThat(see(RunObservation.RUNNING)).isEqualTo(ServiceAction.CHECK);
    assertThat(memory.phase()).isEqualTo(Phase.RUNNING);
  }

  private void becomeHealthy() {
    see(RunObservation.ABSENT);
    see(RunObservation.RUNNING);
    see(RunObservation.RUNNING, CheckResult.WELL);
    assertThat(memory.state()).isEqualTo(ServiceState.HEALTHY);
  }

  private ServiceAction failCheck() {
    pass(Duration.ofSeconds(5));
    see(RunObservation.RUNNING);
    return see(RunObservation.RUNNING, UNWELL);
  }

  private void crash() {
    pass(ServicePolicy.LONGEST_BACKOFF);
    assertThat(see(RunObservation.ABSENT)).isEqualTo(ServiceAction.START);
    see(RunObservation.ended(137, ""));
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  private ServiceAction see(RunObservation run) {
    return see(run, null);
  }

  private ServiceAction see(RunObservation run, @Nullable CheckResult check) {
    ServicePolicy.Decision decision =
        ServicePolicy.decide(memory, new ServiceObservation(wanted, run, check), now);
    memory = decision.memory();
    return decision.action();
  }

  private static ServiceAction nothing() {
    return ServiceAction.NOTHING;
  }

  private static ServiceSpec spec(String name, String argument) {
    HealthCheck check = HealthCheck.tcp("127.0.0.1", 7077);
    return ServiceSpec.builder()
        .name(name)
        .process(process(argument))
        .readiness(check)
        .readyWithin(Duration.ofSeconds(60))
        .health(check)
        .build();
  }

  private static ProcessSpec process(String argument) {
    return ProcessSpec.builder()
        .addAllCommand(List.of("serve", argument))
        .directory(Path.of("/tmp"))
        .build();
  }
}

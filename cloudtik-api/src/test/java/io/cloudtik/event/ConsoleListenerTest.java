/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.JobState;
import io.cloudtik.NodeState;
import io.cloudtik.ServiceState;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ConsoleListenerTest {
  private static final String ERASE = "\r\u001b[2K";
  private static final String DONE = "\u001b[32m✔\u001b[0m ";
  private static final String FAILED = "\u001b[31m✘\u001b[0m ";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final HeldClock clock = new HeldClock();

  @Test
  void plainLinesTellEachStepOnceAndHowLongItTook() {
    ConsoleListener listener = plain();
    listener.on(step(Step.CREATE_HEAD, StepState.STARTED, "1 machine", 0, 1));
    clock.forward(1_230);
    listener.on(step(Step.CREATE_HEAD, StepState.FINISHED, "head runs", 1, 1));
    listener.on(step(Step.SET_UP_HEAD, StepState.STARTED, "", 0, 0));
    clock.forward(65_000);
    listener.on(step(Step.SET_UP_HEAD, StepState.FAILED, "no redis-server", 0, 0));
    assertThat(printed())
        .isEqualTo(
            lines(
                "etl: create head: 1 machine",
                "etl: create head: done in 1.2 s",
                "etl: set up head",
                "etl: set up head: FAILED after 1 min 05 s: no redis-server"));
  }

  @Test
  void plainProgressIsTellingOnlyWhenTheMessageChangedAndTwoSecondsPassed() {
    ConsoleListener listener = plain();
    listener.on(step(Step.PREPARE, StepState.STARTED, "fetching", 0, 3));
    clock.forward(1_999);
    listener.on(step(Step.PREPARE, StepState.PROGRESSED, "too early", 1, 3));
    clock.forward(1);
    listener.on(step(Step.PREPARE, StepState.PROGRESSED, "a.jar", 1, 3));
    clock.forward(60_000);
    listener.on(step(Step.PREPARE, StepState.PROGRESSED, "a.jar", 2, 3));
    listener.on(step(Step.PREPARE, StepState.PROGRESSED, "", 3, 3));
    assertThat(printed()).isEqualTo(lines("etl: prepare: fetching", "etl: prepare: a.jar"));
  }

  @Test
  void plainLinesTellEveryMoveOfNodesAndJobsButOnlyTroubleOfServices() {
    ConsoleListener listener = plain();
    listener.on(node(NodeState.REQUESTED, NodeState.ALLOCATED, "it runs"));
    listener.on(node(NodeState.BOOTSTRAPPING, NodeState.BOOTSTRAP_FAILED, "no java"));
    listener.on(service(ServiceState.HEALTHY));
    listener.on(service(ServiceState.FAILED));
    listener.on(job(JobState.RUNNING));
    listener.on(notice("ends after one idle hour"));
    assertThat(printed())
        .isEqualTo(
            lines(
                "etl: workers-1 ALLOCATED: it runs",
                "etl: workers-1 BOOTSTRAP_FAILED: no java",
                "etl: spark-worker of workers-1 FAILED: exit code 1",
                "etl: job etl-17 RUNNING: daily on workers-1",
                "etl: note: ends after one idle hour"));
  }

  @Test
  void plainFinishWithoutAStartHasNoDuration() {
    plain().on(step(Step.SCALE, StepState.FINISHED, "3 workers", 0, 0));
    assertThat(printed()).isEqualTo(lines("etl: scale: done"));
  }

  @Test
  void terminalDrawsOneLineAgainAndLeavesOneForEachStep() {
    ConsoleListener listener = terminal();
    listener.on(step(Step.CREATE_WORKERS, StepState.STARTED, "", 0, 0));
    clock.forward(500);
    listener.on(step(Step.CREATE_WORKERS, StepState.PROGRESSED, "create workers: 1 of 4", 1, 4));
    clock.forward(11_500);
    listener.on(step(Step.CREATE_WORKERS, StepState.FINISHED, "4 machines", 4, 4));
    assertThat(printed())
        .isEqualTo(
            ERASE
                + "⠋ etl: create workers  0.0 s"
                + ERASE
                + "⠋ etl: create workers  ██░░░░░░░░  25%  0.5 s  1 of 4"
                + ERASE
                + DONE
                + "etl: create workers                    12 s  4 machines\n");
  }

  @Test
  void terminalKeepsTheLineOfARunningStepBelowWhatStays() {
    ConsoleListener listener = terminal();
    listener.on(step(Step.SCALE, StepState.STARTED, "", 0, 0));
    listener.on(node(NodeState.REQUESTED, NodeState.ALLOCATED, "on its way, not told"));
    listener.on(node(NodeState.READY, NodeState.LOST, "its processes are gone"));
    assertThat(printed())
        .isEqualTo(
            ERASE
                + "⠋ etl: scale  0.0 s"
                + ERASE
                + "• etl: workers-1 LOST: its processes are gone\n"
                + "⠋ etl: scale  0.0 s");
  }

  @Test
  void terminalShowsTheStepThatWasToldLastOfThoseThatRun() {
    ConsoleListener listener = terminal();
    listener.on(step(Step.CREATE_WORKERS, StepState.STARTED, "", 0, 0));
    listener.on(step(Step.SET_UP_WORKERS, StepState.STARTED, "", 0, 0));
    listener.on(step(Step.SET_UP_WORKERS, StepState.FAILED, "no disk", 0, 0));
    assertThat(printed())
        .endsWith(
            ERASE
                + FAILED
                + "etl: set up workers                   0.0 s  no disk\n"
                + "⠋ etl: create workers  0.0 s");
  }

  @Test
  void terminalLineNeverWrapsAndRemoteTextCannotDraw() {
    ConsoleListener listener = terminal();
    listener.on(step(Step.PREPARE, StepState.STARTED, "a\u001b[2Jb\rc\n" + "x".repeat(200), 0, 0));
    assertThat(printed()).startsWith(ERASE + "⠋ etl: prepare  0.0 s  a [2Jb c xxx");
    assertThat(printed().substring(ERASE.length())).hasSize(79);
  }

  @Test
  void eventsOfManyThreadsLeaveOneWholeLineEach() {
    ConsoleListener listener = plain();
    IntStream.range(0, 400).parallel().forEach(i -> listener.on(notice("n" + i)));
    assertThat(printed().lines())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 400).mapToObj(i -> "etl: note: n" + i).toList());
  }

  private ConsoleListener plain() {
    return ConsoleListener.to(stream(), false, clock);
  }

  private ConsoleListener terminal() {
    return ConsoleListener.to(stream(), true, clock);
  }

  private PrintStream stream() {
    return new PrintStream(bytes, false, StandardCharsets.UTF_8);
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static String lines(String... lines) {
    return List.of(lines).stream()
        .map(line -> line + System.lineSeparator())
        .collect(Collectors.joining());
  }

  private StepEvent step(Step step, StepState state, String message, long done, long total) {
    return StepEvent.builder()
        .at(clock.instant())
        .subject("etl")
        .message(message)
        .step(step)
        .state(state)
        .done(done)
        .total(total)
        .build();
  }

  private NodeEvent node(NodeState from, NodeState to, String message) {
    return NodeEvent.builder()
        .at(clock.instant())
        .subject("etl")
        .message(message)
        .node("workers-1")
        .from(from)
        .to(to)
        .build();
  }

  private ServiceEvent service(ServiceState state) {
    return ServiceEvent.builder()
        .at(clock.instant())
        .subject("etl")
        .message("exit code 1")
        .node("workers-1")
        .service("spark-worker")
        .state(state)
        .build();
  }

  private JobEvent job(JobState state) {
    return JobEvent.builder()
        .at(clock.instant())
        .subject("etl")
        .message("daily on workers-1")
        .job("etl-17")
        .state(state)
        .build();
  }

  private NoticeEvent notice(String message) {
    return NoticeEvent.builder().at(clock.instant()).subject("etl").message(message).build();
  }

  private static final class HeldClock extends Clock {
    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

    void forward(long millis) {
      now = now.plusMillis(millis);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}

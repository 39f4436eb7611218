/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.RedisEndpoints;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.state.ClusterState;
import io.cloudtik.impl.state.Command;
import io.cloudtik.impl.state.JobRun;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.impl.state.Versioned;
import io.cloudtik.node.link.ClusterLink;
import io.cloudtik.node.link.MemoryClusterState;
import io.cloudtik.node.process.JobUser;
import io.cloudtik.node.process.NodeFolder;
import io.cloudtik.node.process.ProcessIdentity;
import io.cloudtik.node.process.ProcessTable;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.JobSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs real jobs behind real shims; only Redis is in memory. */
final class NodeJobsTest {
  private final MemoryClusterState state = new MemoryClusterState();
  private final ProcessTable processes = ProcessTable.ofThisMachine();
  @TempDir private Path root;
  private NodeFolder node;
  private Controller controller;
  private boolean inJvm;
  private Duration ahead = Duration.ZERO;

  /** The time of this machine and a bit. */
  private final class Ahead extends Clock {
    @Override
    public Instant instant() {
      return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  /** The part of a node controller that has to do with jobs. */
  private final class Controller {
    final ClusterLink link = new ClusterLink(node.layout().redisEndpoints(), e -> state);
    final NodeJobs jobs =
        new NodeJobs(
            node.layout(),
            node.config(),
            NodeJobsTest.this::preparation,
            processes,
            link,
            new Ahead(),
            JobUser.none(node.layout()),
            notice -> {});
    final CommandReader commands = new CommandReader("workers-1", jobs, link, Clock.systemUTC());

    void tick() {
      commands.poll(Duration.ZERO);
      jobs.tick();
      jobs.report();
    }
  }

  /** Prepares in this process, which is quick; {@code inJvm} prepares as on a real node. */
  private List<String> preparation(String job) {
    if (inJvm) {
      return preparationInJvm(job);
    }
    return List.of(JobPrepareMain.prepare(node.layout(), job) ? "true" : "false");
  }

  private List<String> preparationInJvm(String job) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return List.of(
        java,
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        JobPrepareMain.class.getName(),
        root.toString(),
        job);
  }

  @BeforeEach
  void open() {
    node = new NodeFolder(root);
    LocalFiles.write(
        node.layout().redisEndpoints(),
        Json.write(new RedisEndpoints("127.0.0.1", 6379, List.of())),
        false);
    controller = new Controller();
  }

  @AfterEach
  void cancelWhatRuns() {
    state.away(false);
    for (String id : controller.jobs.running()) {
      controller.jobs.cancel(id, "the test ended");
    }
    NodeFolder.until(controller::tick, () -> controller.jobs.running().isEmpty(), "all jobs ended");
  }

  @Test
  void aCommandRunsWithItsFilesAndEnvironmentAndTellsItsResult() throws IOException {
    inJvm = true;
    Files.writeString(
        node.layout().clusterSpec(),
        Json.write(
            ClusterSpec.builder().name("etl").putEnvironment("OF_CLUSTER", "cluster").build()));
    Path files = Files.createDirectories(root.resolve("data/jobs/j1/sub"));
    Files.writeString(
        files.resolve("run.sh"),
        """
        #!/bin/sh
        echo "$1 $OF_CLUSTER $OF_JOB $CLOUDTIK_JOB_ID $(basename "$PWD")"
        echo err >&2
        printf 42 >"$CLOUDTIK_JOB_RESULT"
        exit 3
        """);
    JobSpec spec =
        JobSpec.command("sub/run.sh", "a b")
            .with(
                job ->
                    job.putEnvironment("OF_JOB", "job")
                        .putFiles("sub/run.sh", Path.of("/of/the/client")));
    send(run("j1", spec, root.resolve("data/jobs/j1").toUri().toString()));

    JobRun ended = untilEnded("j1");
    assertThat(ended.exitCode()).isEqualTo(3);
    assertThat(ended.result()).isEqualTo("42");
    assertThat(ended.cancelled()).isFalse();
    assertThat(ended.reason()).isEmpty();
    assertThat(ended.node()).isEqualTo("workers-1");
    assertThat(ended.started()).isNotNull().isBeforeOrEqualTo(ended.ended());
    assertThat(ended.outputTail()).isEqualTo("a b cluster job j1 work\nerr\n");
    assertThat(shipped("j1")).isEqualTo(ended.outputTail());
  }

  @Test
  void aJobIsRunOnceHoweverOftenItIsAskedFor() {
    send(run("j1", JobSpec.command("sh", "-c", "echo once"), ""));
    send(run("j1", JobSpec.command("sh", "-c", "echo once"), ""));
    untilEnded("j1");
    send(run("j1", JobSpec.command("sh", "-c", "echo once"), ""));
    controller.tick();
    untilEnded("j1");
    assertThat(node.layout().job("j1").resolve("output")).hasContent("once");
    assertThat(shipped("j1")).isEqualTo("once\n");
  }

  @Test
  void commandsAreNotDoneAgainByALaterController() {
    send(run("j1", JobSpec.command("true"), ""));
    untilEnded("j1");
    send(new Command("c9", Command.FORGET_JOB, 1, Map.of("job", "j1")));
    NodeFolder.until(
        controller::tick, () -> !Files.exists(node.layout().job("j1")), "it is forgotten");

    controller = new Controller();
    controller.tick();
    assertThat(node.layout().job("j1")).doesNotExist();
  }

  @Test
  void whatAJobPrintsWhileTheControllerIsAwayIsNotLost() {
    String script = "echo one; while [ ! -e go ]; do sleep 0.05; done; echo two; exit 5";
    send(run("j1", JobSpec.command("sh", "-c", script), ""));
    NodeFolder.until(controller::tick, () -> shipped("j1").equals("one\n"), "it printed");

    LocalFiles.write(node.layout().job("j1").resolve("work/go"), "", false);
    Path exit = node.layout().job("j1").resolve("exit");
    NodeFolder.until(() -> Files.exists(exit), "it ends while nobody looks");

    controller = new Controller();
    JobRun ended = untilEnded("j1");
    assertThat(ended.exitCode()).isEqualTo(5);
    assertThat(shipped("j1")).isEqualTo("one\ntwo\n");
  }

  @Test
  void aRunningJobIsAdoptedByALaterController() {
    String script = "echo one; while [ ! -e go ]; do sleep 0.05; done; exit 6";
    send(run("j1", JobSpec.command("sh", "-c", script), ""));
    NodeFolder.until(controller::tick, () -> shipped("j1").equals("one\n"), "it printed");
    controller = new Controller();
    controller.tick();
    assertThat(controller.jobs.running()).containsExactly("j1");
    LocalFiles.write(node.layout().job("j1").resolve("work/go"), "", false);
    assertThat(untilEnded("j1").exitCode()).isEqualTo(6);
  }

  @Test
  void theEndIsToldOnceTheStateIsBack() {
    send(run("j1", JobSpec.command("sh", "-c", "echo hi; exit 2"), ""));
    controller.tick();
    state.away(true);
    Path exit = node.layout().job("j1").resolve("exit");
    NodeFolder.until(controller::tick, () -> Files.exists(exit), "it ends while Redis is away");
    controller.tick();
    state.away(false);
    assertThat(untilEnded("j1").exitCode()).isEqualTo(2);
    assertThat(shipped("j1")).isEqualTo("hi\n");
  }

  @Test
  void aCancelledJobEndsWithItsGroup() {
    send(run("j1", JobSpec.command("sh", "-c", "echo up; sleep 60 & wait"), ""));
    NodeFolder.until(controller::tick, () -> shipped("j1").equals("up\n"), "it is up");
    send(new Command("c2", Command.CANCEL, 1, Map.of("job", "j1")));
    JobRun ended = untilEnded("j1");
    assertThat(ended.cancelled()).isTrue();
    assertThat(ended.exitCode()).isEqualTo(128 + 15);
    assertThat(ended.reason()).isEqualTo("it was cancelled");
  }

  @Test
  void noProcessIsLeftOfACancelledJobAlsoIfItLeftTheGroupAndIgnoresTerm() {
    String script =
        "trap '' TERM; setsid sh -c 'trap \"\" TERM; sleep 61 & echo up; wait' & "
            + "setsid sh -c 'sleep 62 & sleep 63' & sleep 64 & wait; sleep 65";
    send(run("j1", JobSpec.command("sh", "-c", script), ""));
    NodeFolder.until(controller::tick, () -> shipped("j1").equals("up\n"), "it is up");
    assertThat(ofJob("j1")).hasSizeGreaterThan(4);
    send(new Command("c2", Command.CANCEL, 1, Map.of("job", "j1")));
    NodeFolder.until(controller::tick, () -> asked("j1"), "it was asked to end");
    // Nobody waits ten seconds for those that ignore it.
    ahead = JobPolicy.STOP_WITHIN;
    JobRun ended = untilEnded("j1");

    assertThat(ended.cancelled()).isTrue();
    assertThat(ofJob("j1")).isEmpty();
  }

  @Test
  void whatADaemonOfAJobStartedEndsWithTheJob() {
    send(run("j1", JobSpec.command("sh", "-c", "setsid sleep 66 & exit 3"), ""));
    JobRun ended = untilEnded("j1");

    assertThat(ended.exitCode()).isEqualTo(3);
    assertThat(ofJob("j1")).isEmpty();
  }

  private boolean asked(String job) {
    return LocalFiles.read(JobFolder.of(node.layout(), job).memory())
        .map(json -> Json.read(json, JobMemory.class))
        .filter(memory -> memory.asked() != null)
        .isPresent();
  }

  @Test
  void aRunOfTheSameNameOnAnotherNodeOfThisMachineIsLeftAlone(@TempDir Path elsewhere)
      throws IOException, InterruptedException {
    ProcessBuilder other = new ProcessBuilder("sleep", "67");
    other.environment().put("CLOUDTIK_JOB_RUN", "j1");
    JobFolder folder = JobFolder.of(new NodeFolder(elsewhere).layout(), "j1");
    other.environment().put(JobStrays.VARIABLE, JobStrays.mark(folder));
    Process living = other.start();
    try {
      send(run("j1", JobSpec.command("true"), ""));
      assertThat(untilEnded("j1").exitCode()).isZero();

      assertThat(living.isAlive()).isTrue();
    } finally {
      living.destroyForcibly().waitFor();
    }
  }

  private List<ProcessIdentity> ofJob(String run) {
    String mark = JobStrays.mark(JobFolder.of(node.layout(), run));
    return ProcessTable.ofThisMachine().marked(JobStrays.VARIABLE, mark, 0);
  }

  @Test
  void aTimeLimitEndsTheJob() {
    JobSpec spec = JobSpec.command("sleep", "60").with(job -> job.timeLimit(Duration.ofSeconds(1)));
    send(run("j1", spec, ""));
    JobRun ended = untilEnded("j1");
    assertThat(ended.timedOut()).isTrue();
    assertThat(ended.cancelled()).isFalse();
    assertThat(ended.reason()).isEqualTo("its time limit of 1 s passed");
  }

  @Test
  void aJobThatCannotBePreparedSaysWhy() {
    inJvm = true;
    send(run("j1", JobSpec.builder().kind("spark-sql").name("report").build(), ""));
    JobRun ended = untilEnded("j1");
    assertThat(ended.exitCode()).isNull();
    assertThat(ended.started()).isNull();
    assertThat(ended.reason())
        .isEqualTo(
            "job 'report' is of kind 'spark-sql', which no runtime of cluster 'etl' knows; known"
                + " are [command]; add the runtime that runs it to the cluster");
  }

  @Test
  void aMissingFileIsToldByName() {
    JobSpec spec = JobSpec.command("true").with(job -> job.putFiles("in.csv", Path.of("x")));
    send(run("j1", spec, root.resolve("nowhere").toUri().toString()));
    assertThat(untilEnded("j1").reason()).contains("in.csv").contains("no such file");
  }

  @Test
  void aProgramThatDoesNotExistIsTold() {
    send(run("j1", JobSpec.command("./no-such-program"), ""));
    JobRun ended = untilEnded("j1");
    assertThat(ended.exitCode()).isEqualTo(127);
    assertThat(ended.outputTail()).contains("no-such-program").contains("not found");
  }

  @Test
  void aResultThatIsTooLargeIsLeftOutAndSaid() {
    String script = "head -c 600000 /dev/zero >\"$CLOUDTIK_JOB_RESULT\"";
    send(run("j1", JobSpec.command("sh", "-c", script), ""));
    JobRun ended = untilEnded("j1");
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.result()).isNull();
    assertThat(ended.reason()).contains("600000 bytes").contains("at most 524288");
  }

  @Test
  void fiftyMegabytesOfOutputPassAndTheTailIsKept() {
    String script = "seq -f '%015.0f' 1 3300000; echo last";
    send(run("j1", JobSpec.command("sh", "-c", script), ""));
    JobRun ended = untilEnded("j1");
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.outputTail()).endsWith("000000003300000\nlast\n").hasSize(JobReport.TAIL);
    assertThat(state.mostBytes()).isLessThanOrEqualTo(OutputShipper.STREAM_BYTES);
    assertThat(state.last(StateKeys.output("j1"), 1).get(0).fields().get("data"))
        .endsWith("last\n");
  }

  @Test
  void commandsThatMakeNoSenseStopNothing() {
    send(new Command("c1", "dance", 1, Map.of("job", "j0")));
    send(new Command("c2", Command.RUN_JOB, 1, Map.of("job", "../../etc", "spec", "{}")));
    send(new Command("c3", Command.RUN_JOB, 1, Map.of("job", "j0", "spec", "no json")));
    send(run("j1", JobSpec.command("true"), ""));
    assertThat(untilEnded("j1").exitCode()).isZero();
    try (Stream<Path> all = Files.list(node.layout().jobs())) {
      assertThat(all).extracting(p -> p.getFileName().toString()).containsExactly("j1");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Command run(String job, JobSpec spec, String files) {
    return new Command(
        "run-" + job,
        Command.RUN_JOB,
        StateKeys.PROTOCOL,
        Map.of("job", job, "spec", Json.write(spec), "files", files));
  }

  private void send(Command command) {
    state.append(
        StateKeys.nodeCommands("workers-1"), command.toFields(Json.write(command.body())), 0);
  }

  private Optional<JobRun> jobRun(String job) {
    return state
        .record(StateKeys.jobRun(job))
        .map(Versioned::json)
        .map(json -> Json.read(json, JobRun.class));
  }

  private JobRun untilEnded(String job) {
    NodeFolder.until(
        controller::tick,
        () ->
            jobRun(job).filter(run -> run.state().equals(JobRun.ENDED)).isPresent()
                && controller.jobs.running().isEmpty(),
        job + " ended");
    return jobRun(job).orElseThrow();
  }

  private String shipped(String job) {
    return state
        .read(StateKeys.output(job), ClusterState.BEGINNING, 1_000_000, Duration.ZERO)
        .stream()
        .map(entry -> entry.fields().get("data"))
        .collect(Collectors.joining());
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.RedisEndpoints;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.state.ClusterState;
import io.cloudtik.impl.state.JobRun;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.impl.state.Versioned;
import io.cloudtik.node.link.ClusterLink;
import io.cloudtik.node.link.MemoryClusterState;
import io.cloudtik.node.process.JobUser;
import io.cloudtik.node.process.NodeFolder;
import io.cloudtik.node.process.ProcessTable;
import io.cloudtik.node.process.SharedWithJobs;
import io.cloudtik.node.process.Signals;
import io.cloudtik.node.supervisor.Supervisor;
import io.cloudtik.spec.JobSpec;
import io.cloudtik.spi.provider.JobAccount;
import io.cloudtik.spi.runtime.ProcessSpec;
import io.cloudtik.spi.runtime.ServiceSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs of a node of root, with real processes; only Redis is in memory. */
final class JobUserTest {
  private Path root;
  private NodeFolder node;
  private final List<String> notices = new ArrayList<>();

  @BeforeEach
  void asRoot() throws IOException {
    assumeTrue(
        Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0),
        "NOT TESTED: only root can start the programs of jobs as another user");
    root = Files.createTempDirectory("cloudtik-job-user-");
    node = new NodeFolder(root);
  }

  @AfterEach
  void leaveNothing() {
    if (root != null) {
      LocalFiles.deleteTree(root);
    }
  }

  @Test
  void theProgramIsAnotherUserWhoIsRefusedEverywhereButInItsOwnDirectory() throws IOException {
    LocalFiles.write(node.layout().secret("redis-client"), "it is secret", true);
    LocalFiles.write(node.layout().files().resolve("words.txt"), "for all", false);
    JobUser user = JobUser.of(node.layout(), "");
    assertThat(user.obstacle()).isEmpty();
    for (String later : List.of("data", "logs", "scratch", "services")) {
      assertThat(permissions(root.resolve(later))).as(later).isEqualTo("rwx------");
    }
    JobRun ended = run(user, attempts());

    assertThat(ended.reason()).isEqualTo("its result is no regular file");
    assertThat(ended.result()).isNull();
    assertThat(ended.outputTail())
        .startsWith("%d\n%<d\n".formatted(JobAccount.ID))
        .contains("refused secret\n", "refused config\n", "refused list\n", "refused list jobs\n")
        .contains("refused environ\n", "refused kill\n", "refused write\n", "refused become root\n")
        .contains("for all", "own\n")
        .doesNotContain("LEAK", "it is secret");
  }

  private JobSpec attempts() {
    return JobSpec.command(
        "sh",
        "-c",
        """
        id -u; id -G
        try() { what=$1; shift; if "$@"; then echo "LEAK $what"; else echo "refused $what"; fi; }
        try secret cat "$1/secrets/redis-client"
        try config cat "$1/config/node.json"
        try list ls "$1"
        try "list jobs" ls "$1/jobs"
        try environ cat "/proc/$2/environ"
        try kill kill -9 "$2"
        try write touch "$1/x" "$1/jobs/x" "$1/jobs/j1/output"
        try "become root" setpriv --reuid=0 true
        cat "$1/files/words.txt"
        ln -s "$1/secrets/redis-client" "$CLOUDTIK_JOB_RESULT"
        echo own >"$HOME/own.txt" && cat own.txt
        """,
        "sh",
        root.toString(),
        "" + ProcessHandle.current().pid());
  }

  @Test
  void aUserWithANameStaysTheUserOfTheNodeAndHasHisGroupAndThatOfTheWay() {
    JobUser user = JobUser.of(node.layout(), "nobody");
    assertThat(user.named()).isTrue();
    assertThat(JobUser.of(node.layout(), "daemon").command(List.of("true")))
        .isEqualTo(user.command(List.of("true")));
    JobRun ended = run(user, JobSpec.command("sh", "-c", "id -un; id -G; echo $USER"));
    assertThat(ended.outputTail()).matches("nobody\n\\d+ %d\nnobody\n".formatted(JobAccount.ID));
  }

  @Test
  void rootIsNeverTheUserOfJobsNorIsOneWhoIsNotThere() {
    for (String name : List.of("root", "no-such-user-here", "")) {
      JobUser user = JobUser.of(new NodeFolder(root.resolve("of" + name)).layout(), name);
      assertThat(user.named()).as(name).isFalse();
    }
  }

  @Test
  void whatIsSharedWithJobsIsOpenToThemAndNothingBeside() throws IOException {
    JobUser user = JobUser.of(node.layout(), "nobody");
    Path scratch = node.layout().scratch("spark");
    Path data = root.resolve("data/spark/events");
    Path conf = node.layout().runtime("spark").resolve("conf/secret.conf");
    LocalFiles.write(scratch.resolve("old"), "of root", true);
    LocalFiles.write(node.layout().scratch("other").resolve("a"), "LEAK", false);
    LocalFiles.write(root.resolve("data/other/a"), "LEAK", false);
    LocalFiles.write(conf, "shared", true);
    LocalFiles.write(conf.resolveSibling("closed"), "LEAK", true);
    Path elsewhere = Files.createSymbolicLink(scratch.resolve("link"), conf);
    SharedWithJobs shared =
        SharedWithJobs.of(node.layout(), root.resolve("data").toUri().toString());
    Files.setPosixFilePermissions(
        root.resolve("data"), PosixFilePermissions.fromString("rwx------"));
    shared.give(scratch);
    shared.give(data);
    shared.open(conf);
    JobRun ended =
        run(
            user,
            JobSpec.command(
                "sh",
                "-c",
                "cd \"$1\"; cat */other/a */*/secret.conf */*/closed scratch/other/a data/other/a"
                    + " runtimes/spark/conf/secret.conf runtimes/spark/conf/closed;"
                    + " echo mine >>scratch/spark/old; touch data/spark/events/new && echo own",
                "sh",
                root.toString()));

    assertThat(ended.outputTail()).contains("shared", "own").doesNotContain("LEAK");
    assertThat(Files.readString(scratch.resolve("old"))).isEqualTo("of rootmine\n");
    assertThat(Files.getAttribute(elsewhere, "unix:uid")).isEqualTo(0);
    assertThat(permissions(conf)).isEqualTo("rw-r-----");
  }

  @Test
  void dataDisksOfANodeCanBeGivenToJobs() throws IOException {
    JobUser user = JobUser.of(node.layout(), "nobody");
    Path place = Files.createTempDirectory("cloudtik-disk-");
    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path disk = Files.createDirectory(place.resolve("node-1"));
    Files.setPosixFilePermissions(disk, PosixFilePermissions.fromString("rwx------"));
    LocalFiles.write(node.layout().dataDisks(), Json.write(List.of(disk.toString())), false);
    LocalFiles.write(disk.resolve("other/a"), "LEAK", false);
    SharedWithJobs.of(node.layout(), "file:///none/").give(disk.resolve("spark"));

    JobRun ended =
        run(
            user,
            JobSpec.command(
                "sh",
                "-c",
                "cd \"$1\"; touch spark/new && echo own; cat other/a",
                "sh",
                disk.toString()));

    LocalFiles.deleteTree(place);
    assertThat(ended.outputTail()).contains("own").doesNotContain("LEAK");
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void aServiceMarkedSoRunsAsTheUserWithANameAndAnotherAsRoot() throws IOException {
    JobUser user = JobUser.of(node.layout(), "nobody");
    Path all = Files.createDirectories(node.layout().scratch("s"));
    SharedWithJobs.of(node.layout(), "file:///none/").give(all);
    for (boolean asJobUser : List.of(true, false)) {
      ProcessSpec process =
          ProcessSpec.builder()
              .addAllCommand(List.of("sh", "-c", "id -un; echo $HOME; sleep 60"))
              .directory(all)
              .asJobUser(asJobUser)
              .build();
      ServiceSpec spec = ServiceSpec.builder().name("s-" + asJobUser).process(process).build();
      LocalFiles.write(
          node.layout().service(spec.name()).resolve("service.json"), Json.write(spec), false);
    }
    Supervisor supervisor =
        new Supervisor(
            node.layout(),
            Map.of(),
            ProcessTable.ofThisMachine(),
            Runnable::run,
            () -> {},
            Clock.systemUTC(),
            user,
            change -> {});
    NodeFolder.until(
        supervisor::tick,
        () -> printed("s-true").lines().count() == 2 && printed("s-false").lines().count() == 2,
        "both printed");
    assertThat(printed("s-true")).isEqualTo("nobody\n" + all + "\n");
    assertThat(printed("s-false")).startsWith("root\n");
    supervisor.sessions().forEach(Signals::killGroup);
  }

  private String printed(String service) {
    return LocalFiles.read(node.layout().service(service).resolve("output.log")).orElse("");
  }

  @Test
  void whereItCannotGetThereTheObstacleAndTheRemedyAreTold() throws IOException {
    Path closed = Files.createDirectory(root.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    JobUser user = JobUser.of(new NodeFolder(closed.resolve("node")).layout(), "");

    assertThat(user.present()).isFalse();
    assertThat(user.obstacle()).contains("cannot enter", "mode 711", "Local.at");
    assertThat(user.command(List.of("true"))).containsExactly("true");
  }

  @Test
  void aJobWhoseRuntimeNeedsANameIsRootWithoutOneAndWhatToDoIsTold() {
    JobSpec spec = JobSpec.command("sh", "-c", "id -u");
    Function<String, List<String>> asRoot =
        job -> {
          JobFolder folder = JobFolder.of(node.layout(), job);
          ProcessSpec process =
              ProcessSpec.builder()
                  .addAllCommand(spec.arguments())
                  .directory(folder.work())
                  .build();
          LocalFiles.write(folder.process(), Json.write(process), false);
          return List.of("true");
        };
    JobRun ended = run(JobUser.of(node.layout(), "no-such-user-here"), spec, asRoot);

    assertThat(ended.outputTail()).isEqualTo("0\n");
    assertThat(notices)
        .singleElement()
        .asString()
        .contains("job j1", "workers-1 runs as root", "useradd --system", "cloudtik-job");
  }

  private JobRun run(JobUser user, JobSpec spec) {
    return run(
        user, spec, job -> List.of(JobPrepareMain.prepare(node.layout(), job) ? "true" : "false"));
  }

  private JobRun run(JobUser user, JobSpec spec, Function<String, List<String>> preparation) {
    LocalFiles.write(
        node.layout().redisEndpoints(),
        Json.write(new RedisEndpoints("127.0.0.1", 6379, List.of())),
        false);
    ClusterState state = new MemoryClusterState();
    NodeJobs jobs =
        new NodeJobs(
            node.layout(),
            node.config(),
            preparation,
            ProcessTable.ofThisMachine(),
            new ClusterLink(node.layout().redisEndpoints(), endpoints -> state),
            Clock.systemUTC(),
            user,
            notices::add);
    jobs.accept(new JobOrder("j1", "j1", spec, "", null, Clock.systemUTC().instant()));
    NodeFolder.until(
        () -> {
          jobs.tick();
          jobs.report();
        },
        () -> ended(state).isPresent(),
        "the job ended");
    return ended(state).orElseThrow();
  }

  private static Optional<JobRun> ended(ClusterState state) {
    return state
        .record(StateKeys.jobRun("j1"))
        .map(Versioned::json)
        .map(json -> Json.read(json, JobRun.class))
        .filter(run -> run.state().equals(JobRun.ENDED));
  }
}

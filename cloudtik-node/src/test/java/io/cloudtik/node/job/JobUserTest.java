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
import io.cloudtik.spec.JobSpec;
import io.cloudtik.spi.provider.JobAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs of a node of root, with real processes; only Redis is in memory. */
final class JobUserTest {
  private Path root;
  private NodeFolder node;

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
    JobUser user = JobUser.of(node.layout());
    assertThat(user.obstacle()).isEmpty();
    for (String later : List.of("data", "logs", "scratch", "services")) {
      Path directory = root.resolve(later);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
          .as(later)
          .isEqualTo("rwx------");
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
  void whereItCannotGetThereTheObstacleAndTheRemedyAreTold() throws IOException {
    Path closed = Files.createDirectory(root.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    JobUser user = JobUser.of(new NodeFolder(closed.resolve("node")).layout());

    assertThat(user.present()).isFalse();
    assertThat(user.obstacle()).contains("cannot enter", "mode 711", "Local.at");
    assertThat(user.command(List.of("true"))).containsExactly("true");
  }

  private JobRun run(JobUser user, JobSpec spec) {
    LocalFiles.write(
        node.layout().redisEndpoints(),
        Json.write(new RedisEndpoints("127.0.0.1", 6379, List.of())),
        false);
    ClusterState state = new MemoryClusterState();
    NodeJobs jobs =
        new NodeJobs(
            node.layout(),
            node.config(),
            job -> List.of(JobPrepareMain.prepare(node.layout(), job) ? "true" : "false"),
            ProcessTable.ofThisMachine(),
            new ClusterLink(node.layout().redisEndpoints(), endpoints -> state),
            Clock.systemUTC(),
            user);
    jobs.accept(new JobOrder("j1", "j1", spec, "", Clock.systemUTC().instant()));
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

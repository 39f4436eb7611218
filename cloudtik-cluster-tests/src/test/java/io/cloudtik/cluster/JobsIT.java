/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cloudtik.Cluster;
import io.cloudtik.ClusterState;
import io.cloudtik.Job;
import io.cloudtik.JobPart;
import io.cloudtik.JobReference;
import io.cloudtik.JobResult;
import io.cloudtik.JobState;
import io.cloudtik.Workspace;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.RedisEndpoints;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.record.JobRecord;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.provider.local.Local;
import io.cloudtik.spec.JobPlacement;
import io.cloudtik.spec.JobSpec;
import io.cloudtik.spi.provider.JobAccount;
import io.cloudtik.testkit.Eventually;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Jobs on a cluster of real processes that share nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class JobsIT {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final long MEBIBYTE = 1024 * 1024;

  private Path top;
  private Path home;
  private Workspace workspace;
  private Cluster cluster;

  @BeforeAll
  void startACluster() throws IOException {
    // As root's jobs are another user's, they must be able to get there.
    top = Files.createTempDirectory("cloudtik-jobs-");
    Files.setPosixFilePermissions(top, PosixFilePermissions.fromString("rwx--x--x"));
    home = top.resolve("home");
    workspace = Workspace.create("jobs", Local.here().at(home).cloudLike());
    cluster =
        workspace
            .cluster("etl")
            .withWorkers(w -> w.cpus(1).min(2).max(4))
            .withJobQueue(3, 2)
            .withEnvironment("CLOUDTIK_JOB_USER", "")
            .start()
            .await(SOON);
  }

  @AfterAll
  void leaveNothing() {
    if (cluster != null) {
      assertThat(cluster.terminate().leftBehind()).isEmpty();
    }
    workspace.delete();
    workspace.close();
    LocalFiles.deleteTree(top);
  }

  private static JobSpec script(String text) {
    return JobSpec.command("sh", "-c", text);
  }

  private Job running(JobSpec spec) {
    Job job = cluster.submit(spec);
    Eventually.becomes("the output", job::output, text -> text.contains("up"));
    return job;
  }

  private static JobState stateOf(JobResult result) {
    return result.status().state();
  }

  @Test
  void everyNodeRunsAJobForAllAndTellsItsOutputExitCodeAndResult() {
    Job job =
        cluster.submit(
            script(
                    "echo hello; echo $CLOUDTIK_NODE_ID > $CLOUDTIK_JOB_RESULT;"
                        + " case $CLOUDTIK_NODE_ID in workers-1) exit 7;; esac")
                .on(JobPlacement.ALL_NODES));
    List<String> lines = Collections.synchronizedList(new ArrayList<>());
    job.follow(lines::add, SOON);
    JobResult result = job.await(SOON);

    assertThat(lines)
        .containsExactlyInAnyOrder("head: hello", "workers-1: hello", "workers-2: hello");
    assertThat(result.output().lines()).containsExactlyInAnyOrderElementsOf(lines);
    assertThat(result.results())
        .containsOnlyKeys("head", "workers-1", "workers-2")
        .containsEntry("workers-2", "workers-2\n");
    assertThat(stateOf(result)).isEqualTo(JobState.FAILED);
    assertThat(result.status().exitCode()).hasValue(7);
    assertThat(result.status().reason()).contains("workers-1");
    assertThat(result.status().parts())
        .extracting(JobPart::state)
        .containsExactly(JobState.SUCCEEDED, JobState.FAILED, JobState.SUCCEEDED);
  }

  @Test
  void aCancelEndsAJobOnAllWorkers() throws Exception {
    Job job = running(script("echo up; sleep 600").on(JobPlacement.ALL_WORKERS));
    job.cancel();

    assertThat(stateOf(job.await(SOON))).isEqualTo(JobState.CANCELLED);
    assertNoProcess(job);
  }

  @Test
  void twoProgramsThatSubmitTheSameKeyAtOneMomentGetTheSameJob() throws Exception {
    Path go = home.resolveSibling("go");
    List<Process> clients = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      clients.add(
          client(home.resolveSibling("client-" + i), 64, "submit", "one moment", go.toString()));
    }
    for (int i = 0; i < 2; i++) {
      Path printed = home.resolveSibling("client-" + i);
      Eventually.becomes("client " + i, () -> Files.readString(printed), "ready\n"::equals);
    }
    Files.createFile(go);
    List<String> references = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      assertThat(clients.get(i).waitFor()).isZero();
      references.add(Files.readAllLines(home.resolveSibling("client-" + i)).get(1));
    }

    assertThat(references.get(0)).isEqualTo(references.get(1));
    JobResult result = workspace.job(JobReference.fromJson(references.get(0))).await(SOON);
    assertThat(result.output()).isEqualTo("once\n");
    assertThat(result.status().attempts()).isEqualTo(1);
  }

  private Process client(Path output, int megabytes, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + megabytes + "m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                JobClientMain.class.getName(),
                arguments[0],
                home.toString()));
    command.addAll(List.of(arguments).subList(1, arguments.length));
    return new ProcessBuilder(command)
        .redirectOutput(output.toFile())
        .redirectError(output.resolveSibling(output.getFileName() + ".err").toFile())
        .start();
  }

  @Test
  void aJobWhoseClientDiedBeforeTheClusterHeardOfItRunsWhenItIsSubmittedAgain() {
    JobSpec spec = script("echo once").withKey("died");
    recordAsAClientThatDies(spec, cluster.uid());
    Job job = cluster.submit(spec);

    assertThat(job.await(SOON).output()).isEqualTo("once\n");
  }

  private void recordAsAClientThatDies(JobSpec spec, String uid) {
    String id = "etl-" + sha256(spec.key().orElseThrow()).substring(0, 16);
    JobRecord record = JobRecord.queued(id, "etl", uid, spec, Instant.now());
    assertThat(TestMachines.records(workspace).create(RecordKeys.job("etl", id), record)).isTrue();
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aJobBeyondTheQueueIsRefusedWithTheLimitAndTheOthersKeepTheirOrder() throws Exception {
    List<Job> jobs =
        IntStream.range(0, 5).mapToObj(i -> cluster.submit(script("echo up; sleep 600"))).toList();
    assertThatThrownBy(() -> cluster.submit(script("echo no")))
        .isInstanceOfSatisfying(
            CloudTikException.class,
            e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.JOB_QUEUE_FULL))
        .hasMessageContaining("at most 3 run at once and 2 more may wait")
        .hasMessageContaining("withJobQueue");
    Eventually.becomes(
        "three run", () -> states(jobs), all -> Collections.frequency(all, JobState.RUNNING) == 3);
    TestMachines.killNodeController(workspace, cluster, "workers-1");
    jobs.get(1).cancel();
    Eventually.becomes("the fourth", () -> states(jobs).get(3), JobState.RUNNING::equals);
    assertThat(states(jobs).get(4)).isEqualTo(JobState.QUEUED);
    jobs.forEach(Job::cancel);
    for (Job job : jobs) {
      assertThat(stateOf(job.await(SOON))).isEqualTo(JobState.CANCELLED);
      assertNoProcess(job);
    }
  }

  private static List<JobState> states(List<Job> jobs) {
    return jobs.stream().map(job -> job.status().state()).toList();
  }

  @Test
  void aJobIsEndedByItsTimeLimitAndSaysSo() {
    JobResult result =
        cluster
            .submit(script("sleep 600").withTimeLimit(Duration.ofSeconds(1)).withRestarts(3))
            .await(SOON);

    assertThat(stateOf(result)).isEqualTo(JobState.TIMED_OUT);
    assertThat(result.status().reason()).isEqualTo("its time limit of 1 s passed");
    assertThat(result.status().attempts()).isEqualTo(1);
  }

  @Test
  void aJobThatFailsIsRunAgainAndStaysTheSameJob() {
    JobSpec spec =
        script("echo $CLOUDTIK_JOB_RUN; case $CLOUDTIK_JOB_RUN in *.r2) exit 0;; esac; exit 3")
            .withRestarts(2)
            .withKey("flaky");
    Job job = cluster.submit(spec);
    List<String> lines = new ArrayList<>();
    job.follow(lines::add, SOON);
    JobResult result = cluster.submit(spec).await(SOON);

    String id = job.reference().job();
    assertThat(result.reference()).isEqualTo(job.reference());
    assertThat(stateOf(result)).isEqualTo(JobState.SUCCEEDED);
    assertThat(result.status().attempts()).isEqualTo(2);
    assertThat(lines).containsExactly(id, "[attempt 2]", id + ".r2");
  }

  @Test
  @Order(Order.DEFAULT + 1)
  void aJobWhoseNodeIsLostIsRunAgainOnAnother() throws Exception {
    Job job =
        running(
            script("echo up; case $CLOUDTIK_JOB_RUN in *.r2) exit 0;; esac; sleep 600")
                .withRestarts(1));
    String lost = job.status().node().orElseThrow();
    Job everywhere = running(script("echo up; sleep 600").on(JobPlacement.ALL_WORKERS));
    TestMachines.kill(workspace, cluster, lost);
    JobResult result = job.await(SOON);

    assertThat(stateOf(result)).isEqualTo(JobState.SUCCEEDED);
    assertThat(result.status().attempts()).isEqualTo(2);
    assertThat(result.status().node()).isPresent().get().isNotEqualTo(lost);
    JobResult lostToo = everywhere.await(SOON);
    assertThat(stateOf(lostToo)).isEqualTo(JobState.LOST);
    assertThat(lostToo.status().reason()).contains("node " + lost + " was lost");
    assertNoProcess(everywhere);
  }

  @Test
  void aCancelLeavesNoProcessEvenIfTheNodeControllerIsAway() throws Exception {
    Job job =
        running(
            script(
                "trap '' TERM; setsid sh -c 'trap \"\" TERM; sleep 601 & wait' &"
                    + " setsid sleep 602 & sh -c 'sleep 603 & sleep 604' & echo up; wait; wait"));
    TestMachines.killNodeController(workspace, cluster, job.status().node().orElseThrow());
    job.cancel();

    assertThat(stateOf(job.await(SOON))).isEqualTo(JobState.CANCELLED);
    assertNoProcess(job);
  }

  private static void assertNoProcess(Job job) {
    assertThat(TestMachines.processes("CLOUDTIK_JOB_ID=" + job.reference().job())).isEmpty();
  }

  @Test
  void asRootAJobIsAnotherUserWhoIsRefusedEverywhere() throws Exception {
    assumeTrue(
        Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0),
        "NOT TESTED: only root can start the programs of jobs as another user");
    Path node = TestMachines.directory(workspace, cluster, "head");
    String pid = Files.readString(node.resolve("run/node.pid")).split(" ", -1)[0];
    RedisEndpoints redis =
        Json.read(Files.readString(node.resolve("config/redis.json")), RedisEndpoints.class);
    String attempts =
        """
        id -u; id -G
        try() { what=$1; shift; "$@" && echo "LEAK $what" || echo "refused $what"; }
        node=$1 pid=$2 host=$3 port=$4 home=$5
        for file in secrets/redis-client secrets/redis-controller config/spec.json config/redis.json \\
            run/node.pid data/redis/0/appendonlydir; do
          try "$file" cat "$node/$file"
        done
        for folder in . secrets jobs services logs; do try "list $folder" ls "$node/$folder"; done
        for folder in local local/jobs local/jobs/store local/jobs/nodes; do
          try "list $folder" ls "$home/$folder"
        done
        try environ cat "/proc/$pid/environ"
        try kill kill -9 "$pid"
        try write touch "$node/x" "$node/jobs/x" "$node/files/x"
        exec 3<>"/dev/tcp/$host/$port"
        printf 'INFO\\r\\n' >&3
        head -n 1 <&3
        try "become root" setpriv --reuid=0 true
        ln -s "$node/secrets/redis-client" "$CLOUDTIK_JOB_RESULT"
        echo own > own.txt && cat own.txt && echo "$HOME"
        """;
    Job job =
        cluster.submit(
            JobSpec.command(
                    "bash",
                    "-c",
                    attempts,
                    "bash",
                    node.toString(),
                    pid,
                    redis.host(),
                    "" + redis.primaryPort(),
                    home.toString())
                .on(JobPlacement.HEAD));
    JobResult result = job.await(SOON);

    assertThat(result.output()).startsWith(JobAccount.ID + "\n" + JobAccount.ID + "\n");
    assertThat(result.output()).doesNotContain("LEAK").contains("-NOAUTH", "own\n");
    assertThat(result.output().lines().filter(line -> line.startsWith("refused"))).hasSize(19);
    assertThat(result.result()).isEmpty();
    assertThat(result.status().reason()).isEqualTo("its result is no regular file");
    assertThat(cluster.status().state()).isEqualTo(ClusterState.READY);
  }

  /** The long form: {@code -Dcloudtik.job.output=2048}. */
  @Test
  void outputOfGigabytesFillsNoMemoryAndItsEndIsRight() throws Exception {
    long size = Long.getLong("cloudtik.job.output", 200) * MEBIBYTE;
    Job job =
        cluster.submit(script("yes 'a line of the output' | head -c " + size + "; echo; echo end"));
    Path printed = home.resolveSibling("followed");
    Process client = client(printed, 40, "follow", job.reference().toJson());
    JobResult result = job.await(Duration.ofMinutes(10));

    assertThat(client.waitFor()).as(Files.readString(home.resolveSibling("followed.err"))).isZero();
    assertThat(Files.readString(printed)).endsWith(" end\n");
    assertThat(stateOf(result)).isEqualTo(JobState.SUCCEEDED);
    assertThat(result.output()).endsWith("\nend\n").hasSizeGreaterThan(200_000);
    String node = result.status().node().orElseThrow();
    assertThat(TestMachines.residentBytes(workspace, cluster, "head", "redis-server"))
        .isBetween(MEBIBYTE, 150 * MEBIBYTE);
    assertThat(TestMachines.residentBytes(workspace, cluster, node, "io.cloudtik.node.NodeMain"))
        .isBetween(MEBIBYTE, 150 * MEBIBYTE);
    Path left = TestMachines.directory(workspace, cluster, node).resolve("jobs");
    Eventually.becomes(
        "the output on the node to be deleted",
        () -> Files.exists(left.resolve(job.reference().job())),
        there -> !there);
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void resultsOutputAndKeysOutliveTheCluster() {
    JobSpec doneSpec = script("echo done; echo 42 > $CLOUDTIK_JOB_RESULT").withKey("done");
    JobSpec cutSpec = script("echo up; sleep 600").withKey("cut");
    Job done = cluster.submit(doneSpec);
    done.await(SOON);
    Job cut = running(cutSpec);
    assertThat(cluster.terminate().leftBehind()).isEmpty();

    JobResult result = workspace.job(done.reference()).await(SOON);
    assertThat(result.result()).contains("42\n");
    assertThat(result.output()).isEqualTo("done\n");
    JobResult ended = workspace.job(cut.reference()).await(SOON);
    assertThat(stateOf(ended)).isEqualTo(JobState.CANCELLED);
    assertThat(ended.status().reason()).isEqualTo("the cluster was terminated while the job ran");
    assertThat(ended.output()).isEqualTo("up\n");
    assertThat(cluster.submit(doneSpec).reference()).isEqualTo(done.reference());

    JobSpec left = script("echo late").withKey("left");
    recordAsAClientThatDies(left, cluster.uid());
    cluster = workspace.cluster("etl").withoutWorkers().start().await(SOON);
    assertThat(cluster.submit(doneSpec).await(SOON).result()).contains("42\n");
    assertThat(stateOf(cluster.submit(cutSpec).await(SOON))).isEqualTo(JobState.CANCELLED);
    assertThat(cluster.submit(left).await(SOON).output()).isEqualTo("late\n");
  }
}

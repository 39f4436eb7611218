/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cloudtik.Cluster;
import io.cloudtik.ClusterState;
import io.cloudtik.ClusterStatus;
import io.cloudtik.ClusterSummary;
import io.cloudtik.Endpoint;
import io.cloudtik.Job;
import io.cloudtik.JobResult;
import io.cloudtik.Node;
import io.cloudtik.ServiceState;
import io.cloudtik.Workspace;
import io.cloudtik.impl.access.Home;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.RedisEndpoints;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.record.SecretsRecord;
import io.cloudtik.provider.local.Local;
import io.cloudtik.runtime.spark.Spark;
import io.cloudtik.runtime.spark.SparkJob;
import io.cloudtik.testkit.Eventually;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A cluster with real Spark: what its jobs see, and what they withstand. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SparkClusterIT {
  private static final Duration SOON = Duration.ofMinutes(3);
  private static final String EXECUTOR = "CoarseGrainedExecutorBackend";
  private static final String WORKER = "io.cloudtik.runtime.spark.inside.WorkerMain";
  private static final Pattern REFUSAL = Pattern.compile("AccessDenied|kill ended with 1|NOAUTH");
  private static final String MASTER = "org.apache.spark.deploy.master.Master";

  private static final boolean PYTHON = hasPython();

  /** Who jobs run as where this runs as root: a user with a name whom every machine has. */
  private static final String JOB_USER = isRoot() ? "nobody" : "";

  private final HttpClient http = HttpClient.newHttpClient();
  private Path directory;
  private Workspace workspace;
  private Cluster cluster;

  Local provider(Path home) {
    return Local.here().at(home);
  }

  @BeforeAll
  void startACluster(@TempDir Path temporary) throws IOException {
    directory = temporary;
    if (!JOB_USER.isEmpty()) {
      // Its name is no secret, but the way to the nodes must be open to him.
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
    }
    workspace = Workspace.create("demo", provider(directory.resolve("my höme")));
    Spark spark = Spark.byDefault().withoutConnect();
    cluster =
        workspace
            .cluster("spark")
            .withWorkers(w -> w.cpus(1).min(2).max(2))
            .withRuntime(PYTHON ? spark.withPython() : spark)
            .withEnvironment("CLOUDTIK_JOB_USER", JOB_USER)
            .start()
            .await(Duration.ofMinutes(5));
  }

  @AfterAll
  void leaveNothing() {
    for (ClusterSummary each : workspace.clusters()) {
      try (Cluster left = workspace.attach(each.name())) {
        assertThat(left.terminate().leftBehind()).isEmpty();
      }
    }
    workspace.delete();
    workspace.close();
  }

  @Test
  void aJobSurvivesTheLossOfASparkWorkerWithItsExecutorsAndOfTheMaster() throws Exception {
    Path worker = gate("worker");
    Path master = gate("master");
    Job job =
        cluster.submit(
            SparkJob.main(GatedSparkJob.class)
                .name("gated")
                .args(directory.resolve("gates").toString(), "worker", "master"));

    awaitExecutors(worker, job);
    nobodySeesTheSecret();
    String node = job.status().node().orElseThrow();
    assertThat(TestMachines.kill(workspace, cluster, node, WORKER, EXECUTOR)).isGreaterThan(1);
    Files.createFile(worker.resolve("open"));

    awaitExecutors(master, job);
    assertThat(TestMachines.kill(workspace, cluster, "head", MASTER)).isPositive();
    awaitService("head", "spark-master");
    awaitService(node, "spark-worker");
    Files.createFile(master.resolve("open"));

    JobResult result = job.await(SOON);
    String host = host(cluster.status(), node);
    assertThat(result.succeeded()).as(result.output()).isTrue();
    assertThat(result.result().orElseThrow())
        .isEqualTo(
            "worker=%d\nmaster=%d\ndriver=%s\n"
                .formatted(GatedSparkJob.SUM, GatedSparkJob.SUM, host));
    assertThat(node).startsWith("workers-");
    assertThat(finishedApplications()).contains("\"name\" : \"gated\"");
  }

  @Test
  void asRootDriversAndExecutorsAreAnotherUserWhoIsRefusedEverywhere() throws Exception {
    assumeTrue(
        !JOB_USER.isEmpty(),
        "NOT TESTED: only root can start Spark's drivers and executors as another user");
    Path head = TestMachines.directory(workspace, cluster, "head");
    String pid = Files.readString(head.resolve("run/node.pid")).split(" ", -1)[0];
    RedisEndpoints redis =
        Json.read(Files.readString(head.resolve("config/redis.json")), RedisEndpoints.class);
    JobResult result =
        cluster
            .submit(
                SparkJob.main(IntruderSparkJob.class)
                    .args(head.toString(), pid, redis.host(), "" + redis.primaryPort()))
            .await(SOON);

    assertThat(result.succeeded()).as(result.output()).isTrue();
    String uid = "Uid:" + ("\t" + numberOf(JOB_USER)).repeat(4);
    assertThat(result.output().lines())
        .contains("driver is " + uid, "executor is " + uid, "sevens 7")
        .noneMatch(line -> line.startsWith("GRANTED"));
    assertThat(result.output().lines().filter(line -> line.startsWith("REFUSED")))
        .hasSize(30)
        .allMatch(line -> REFUSAL.matcher(line).find());
    assertThat(cluster.status().state()).isEqualTo(ClusterState.READY);
  }

  private static boolean isRoot() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return false;
    }
  }

  private static String numberOf(String user) throws IOException {
    Process id = new ProcessBuilder("id", "-u", user).redirectError(Redirect.DISCARD).start();
    return new String(id.getInputStream().readAllBytes(), UTF_8).strip();
  }

  /** The secret that Spark's processes share, while driver and executors run. */
  private void nobodySeesTheSecret() throws IOException {
    List<String> secrets =
        TestMachines.secrets(directory.resolve("my höme"), cluster.uid()).stream()
            .map(secret -> SecretsRecord.derive(secret, "spark"))
            .toList();
    List<String> seen = TestMachines.argumentsAndEnvironments(cluster.uid(), workspace);
    assertThat(seen).anyMatch(text -> text.contains(EXECUTOR));
    assertThat(seen).allSatisfy(text -> assertThat(text).doesNotContain(secrets));
  }

  @Test
  void aPythonProgramRunsWithItsFiles() throws Exception {
    assumeTrue(
        PYTHON,
        "SKIPPED: jobs in Python, since Spark's Python library is not here;"
            + " -Dcloudtik.it.python=true fetches it, 430 MB");
    Path module =
        Files.writeString(directory.resolve("squares.py"), "def square(n): return n * n\n");
    Path program =
        Files.writeString(
            directory.resolve("program.py"),
            """
            import os, sys
            from pyspark.sql import SparkSession
            from squares import square

            spark = SparkSession.builder.getOrCreate()
            numbers = spark.sparkContext.parallelize(range(int(sys.argv[1])), 4)
            print("from python", flush=True)
            with open(os.environ["CLOUDTIK_JOB_RESULT"], "w") as result:
                result.write(str(numbers.map(square).sum()))
            """);
    JobResult result =
        cluster.submit(SparkJob.python(program).pythonFiles(module).args("100")).await(SOON);
    assertThat(result.succeeded()).as(result.output()).isTrue();
    assertThat(result.result()).contains("328350");
    assertThat(result.output()).contains("from python");
  }

  /** Fetching the library takes a minute and 430 MB, so this is done only where it is asked for. */
  private static boolean hasPython() {
    return Boolean.getBoolean("cloudtik.it.python")
        || Files.exists(Home.cache("runtimes/spark").resolve("pyspark-" + Spark.DEFAULT_VERSION))
        || pythonHasSpark();
  }

  private static boolean pythonHasSpark() {
    String look = "import importlib.metadata as m; print(m.version('pyspark'))";
    try {
      Process python = new ProcessBuilder("python3", "-c", look).start();
      String version = new String(python.getInputStream().readAllBytes(), UTF_8).strip();
      return python.waitFor() == 0 && version.equals(Spark.DEFAULT_VERSION);
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The Master of another head has another address. */
  @Test
  @Order(Integer.MAX_VALUE)
  void whenTheHeadIsReplacedTheWorkersJoinItsMaster() throws Exception {
    Path head = NodeProcesses.of(workspace, cluster, "head").directory();
    TestMachines.kill(workspace, cluster, "head");
    LocalFiles.deleteTree(head);
    cluster.awaitStatus("no head", s -> s.state() == ClusterState.UNREACHABLE, SOON);

    cluster.recover().await(SOON);

    JobResult result =
        cluster
            .submit(SparkJob.sql("SELECT sum(id) AS total FROM range(0, 1000, 1, 4)"))
            .await(SOON);
    assertThat(result.succeeded()).as(result.output()).isTrue();
    assertThat(result.result().orElseThrow().strip()).isEqualTo("{\"total\":499500}");
    assertThat(ask("spark-master-ui", "/json/")).contains("\"aliveworkers\" : 2");
  }

  private Path gate(String name) throws IOException {
    Path gate = Files.createDirectories(directory.resolve("gates").resolve(name));
    return Files.setPosixFilePermissions(gate, PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  /** Executors wait in the middle of the job. */
  private static void awaitExecutors(Path gate, Job job) {
    long waiting =
        Eventually.becomes(
            "waiting executors",
            SOON,
            () -> {
              try (Stream<Path> files = Files.list(gate)) {
                return job.status().state().finished() ? -1 : files.count();
              }
            },
            count -> count < 0 || count >= 2);
    assertThat(waiting).as(() -> "executors of a job that printed " + job.output()).isPositive();
  }

  private void awaitService(String node, String service) {
    cluster.awaitStatus(
        service + " on " + node,
        status ->
            status.nodes().stream()
                .filter(each -> each.id().equals(node))
                .allMatch(each -> each.services().get(service) == ServiceState.HEALTHY),
        SOON);
  }

  private static String host(ClusterStatus status, String node) {
    return status.nodes().stream()
        .filter(each -> each.id().equals(node))
        .map(Node::host)
        .findFirst()
        .orElseThrow()
        .orElseThrow();
  }

  private String finishedApplications() {
    return Eventually.becomes(
        "the application in the History Server",
        SOON,
        () -> ask("spark-history", "/api/v1/applications?status=completed"),
        text -> text.contains("\"name\""));
  }

  private String ask(String endpoint, String path) throws IOException, InterruptedException {
    List<Endpoint> all = cluster.endpoints();
    URI base = all.stream().filter(e -> e.name().equals(endpoint)).findFirst().orElseThrow().uri();
    HttpRequest request = HttpRequest.newBuilder(base.resolve(path)).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spi.runtime.EndpointSpec;
import io.cloudtik.spi.runtime.NodeServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real Spark whose shared data lies in an S3 over the wire, with the role of the machine, from its
 * metadata service or from an endpoint for containers. The head has Spark from Maven repositories,
 * the worker from a directory.
 */
class SparkS3aIT {
  private static final String WORKSPACE = "ws1/data/";

  private static final Pattern COMMITTER = Pattern.compile("\"committer\"\\s*:\\s*\"([^\"]*)\"");

  @TempDir Path cluster;
  private MotoServer s3;
  private RoleEndpoint role;
  private RealSpark real;

  @BeforeEach
  void begin() throws Exception {
    s3 = MotoServer.start(cluster.resolve("moto.log"));
    role = RoleEndpoint.start(cluster);
    real =
        new RealSpark(
            cluster, name -> name.equals("spark-history") ? role.container() : role.machine());
  }

  @AfterEach
  void end() throws Exception {
    if (real != null) {
      real.close();
      role.close();
      s3.close();
    }
    for (String node : List.of("head", "workers-1")) {
      Trees.delete(cluster.resolve(node)); // its links lead out of the temporary directory
    }
  }

  private TestNode inS3(TestNode node) {
    return node.data(
        s3.s3a(WORKSPACE),
        Map.of(
            "fs.s3a.endpoint", s3.address().toString(),
            "fs.s3a.endpoint.region", "eu-west-1",
            "fs.s3a.path.style.access", "true"));
  }

  @Test
  void jobsReadAndWriteTheBucketWithTheRoleAndTheirLogsLieThere() throws Exception {
    ClusterSpec spec = ClusterSpec.builder().name("it").build();
    TestNode head = inS3(TestNode.head(cluster, spec));
    Spark spark =
        Spark.version("4.0.1").withoutConnect().withConf("spark.history.fs.update.interval", "1s");
    NodeServices headServices = setUp(spark, head);
    Path home = new SparkLayout(head.home()).distribution();
    TestNode worker =
        inS3(new TestNode(cluster, "workers-1", "127.0.0.2", spec, headServices.published()));
    NodeServices workerServices = setUp(Spark.home(home).withoutConnect(), worker);
    tellWeight(new SparkLayout(worker.home()));
    real.start(headServices);
    real.start(workerServices);
    EndpointSpec ui = Published.find(headServices.published(), "spark-master-ui").orElseThrow();
    real.await("a worker is registered", () -> RealSpark.ask(ui).contains("\"aliveworkers\" : 1"));

    s3.put(WORKSPACE + "jobs/job-1/numbers.csv", "n\n1\n2\n3\n");
    SparkJob sql =
        SparkJob.sql(
            """
            CREATE TEMPORARY VIEW numbers (n INT) USING csv
              OPTIONS (path '${spark.cloudtik.files}/numbers.csv', header 'true');
            CREATE TABLE sums USING parquet PARTITIONED BY (n) LOCATION '${spark.cloudtik.files}/sums'
              AS SELECT sum(b.n * c.id) AS total, a.n AS n
                FROM numbers a CROSS JOIN numbers b CROSS JOIN range(0, 3000, 1, 2) c
                GROUP BY a.n;
            SELECT n, total FROM parquet.`${spark.cloudtik.files}/sums` ORDER BY n;
            """);
    Path result = cluster.resolve("result");
    Process job =
        real.launch(
            new SparkRuntime(Spark.home(home).withoutConnect())
                .jobProcess(sql.toJobSpec(), new TestJobContext(worker)),
            "job",
            result);
    real.await("an executor runs", () -> real.executors().findAny().isPresent());
    real.lookAtProcesses();
    real.await("a sign of the running job", () -> !events("appstatus_").isEmpty());
    assertThat(real.ended(job)).as(real.log("job")).isZero();

    assertThat(result)
        .hasContent(
            """
            {"n":1,"total":26991000}
            {"n":2,"total":26991000}
            {"n":3,"total":26991000}
            """);
    assertThat(s3.keys(WORKSPACE + "jobs/job-1/sums/"))
        .filteredOn(key -> key.endsWith(".parquet"))
        .hasSize(3)
        .anyMatch(key -> key.contains("/n=2/part-"));
    assertThat(s3.keys(WORKSPACE + "jobs/job-1/sums/"))
        .noneMatch(key -> key.contains("_temporary") || key.contains("__magic"));
    assertThat(COMMITTER.matcher(s3.get(WORKSPACE + "jobs/job-1/sums/_SUCCESS")).results())
        .as("the committer that says so in its mark")
        .singleElement()
        .extracting(found -> found.group(1))
        .isEqualTo("magic");
    assertThat(events("events_1_")).hasSize(1);
    assertThat(events("appstatus_")).singleElement().asString().doesNotEndWith(".inprogress");
    EndpointSpec history = Published.find(headServices.published(), "spark-history").orElseThrow();
    real.await("the job in the History Server", () -> real.finished(history).contains("sql"));

    assertThat(role.givenByMachine()).as("driver and executor").isGreaterThanOrEqualTo(2);
    assertThat(role.givenByContainer()).as("History Server").isPositive();
    assertThat(real.seenByOthers())
        .isNotEmpty()
        .noneMatch(text -> text.contains(RoleEndpoint.SECRET_KEY))
        .noneMatch(text -> text.contains(RoleEndpoint.SESSION));
    assertThat(real.log("job") + real.log("spark-history"))
        .doesNotContain(RoleEndpoint.SECRET_KEY, RoleEndpoint.SESSION);
  }

  private static NodeServices setUp(Spark spark, TestNode node) {
    SparkRuntime runtime = new SparkRuntime(spark);
    runtime.prepare(node);
    runtime.install(node);
    return runtime.configure(node);
  }

  private List<String> events(String part) throws Exception {
    return s3.keys(WORKSPACE + "spark/events/").stream().filter(key -> key.contains(part)).toList();
  }

  private static void tellWeight(SparkLayout layout) throws IOException {
    long bytes = 0;
    int jars = 0;
    try (Stream<Path> all = Files.list(layout.storage())) {
      for (Path jar : all.toList()) {
        bytes += Files.size(jar);
        jars++;
      }
    }
    System.out.printf("jars added for S3: %d, %.1f MB%n", jars, bytes / 1e6);
    assertThat(bytes).isBetween(5_000_000L, 20_000_000L);
  }
}

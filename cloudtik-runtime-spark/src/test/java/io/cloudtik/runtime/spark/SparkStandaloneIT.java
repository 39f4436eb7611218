/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.JobSpec;
import io.cloudtik.spi.runtime.EndpointSpec;
import io.cloudtik.spi.runtime.NodeServices;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real Spark of the older line, as the hooks describe it: the head has it from an archive, with a
 * Master and a History Server; the worker from the directory that this archive was unpacked to,
 * with a Worker and drivers of SQL jobs. The archive is made of jars from Maven repositories.
 */
class SparkStandaloneIT {
  private static final String VERSION = System.getProperty("cloudtik.it.spark", "3.5.7");

  @TempDir Path cluster;
  private RealSpark real;

  @BeforeEach
  void begin() {
    real = new RealSpark(cluster, name -> Map.of());
  }

  @AfterEach
  void end() throws Exception {
    real.close();
    for (String node : List.of("head", "workers-1")) {
      Trees.delete(cluster.resolve(node)); // its links lead out of the temporary directory
    }
  }

  @Test
  void sqlRunsOnAWorkerAndNoProcessListingShowsTheSecret() throws Exception {
    ClusterSpec spec = ClusterSpec.builder().name("it").build();
    TestNode head = TestNode.head(cluster, spec);
    Path archive = archive(head);
    Spark spark = Spark.archive(archive.toUri(), Hashes.of(archive, "SHA-256")).withoutConnect();
    SparkRuntime runtime = new SparkRuntime(spark);
    runtime.prepare(head);
    Files.delete(archive); // from here on it is in the cache
    runtime.install(head);
    NodeServices headServices = runtime.configure(head);
    TestNode worker =
        new TestNode(cluster, "workers-1", "127.0.0.2", spec, headServices.published());
    Spark there = Spark.home(new SparkLayout(head.home()).distribution()).withoutConnect();
    SparkRuntime onTheWorker = new SparkRuntime(there);
    onTheWorker.prepare(worker);
    onTheWorker.install(worker);
    real.start(headServices);
    real.start(onTheWorker.configure(worker));
    EndpointSpec ui = Published.find(headServices.published(), "spark-master-ui").orElseThrow();
    real.await("a worker is registered", () -> RealSpark.ask(ui).contains("\"aliveworkers\" : 1"));
    assertThat(SparkLoad.busy(RealSpark.ask(ui))).isFalse();

    Path result = cluster.resolve("result");
    TestJobContext context = new TestJobContext(worker);
    Files.write(context.directory().resolve("numbers.csv"), List.of("n", "1", "2", "3"));
    SparkJob good =
        SparkJob.sql(
            """
            CREATE TEMPORARY VIEW numbers (n INT) USING csv
              OPTIONS (path '${spark.cloudtik.files}/numbers.csv', header 'true');
            SELECT a.n, sum(b.n * c.id) AS total, 'a;b' AS text
              FROM numbers a CROSS JOIN numbers b CROSS JOIN range(0, 3000, 1, 2) c
              GROUP BY a.n ORDER BY a.n;
            """);
    Process job = real.launch(onTheWorker.jobProcess(good.toJobSpec(), context), "job", result);
    real.await("an executor runs", () -> real.executors().findAny().isPresent());
    real.lookAtProcesses();
    assertThat(SparkLoad.busy(RealSpark.ask(ui))).isTrue();
    assertThat(real.ended(job)).as(real.log("job")).isZero();
    assertThat(result)
        .hasContent(
            """
            {"n":1,"total":26991000,"text":"a;b"}
            {"n":2,"total":26991000,"text":"a;b"}
            {"n":3,"total":26991000,"text":"a;b"}
            """);
    assertThat(real.log("job")).contains("n     total  text", "2  26991000  a;b");
    assertThat(real.seenByOthers()).isNotEmpty().noneMatch(text -> text.contains(TestNode.SECRET));

    JobSpec bad = SparkJob.sql("SELECT * FROM nowhere").toJobSpec();
    Process failing = real.launch(onTheWorker.jobProcess(bad, context), "bad", result);
    assertThat(real.ended(failing)).isEqualTo(1);
    assertThat(real.log("bad")).contains("statement 1 of 1 failed", "nowhere");

    EndpointSpec history = Published.find(headServices.published(), "spark-history").orElseThrow();
    real.await("the jobs in the History Server", () -> real.finished(history).size() == 2);
    assertThat(real.finished(history)).contains(good.toJobSpec().name());
  }

  /** What a user would have downloaded: one directory with the jars and a word on the version. */
  private Path archive(TestNode node) throws Exception {
    SparkRuntime maven = new SparkRuntime(Spark.version(VERSION).withoutConnect());
    maven.prepare(node);
    maven.install(node);
    Path distribution = new SparkLayout(node.home()).distribution();
    Path archive = cluster.resolve("spark.tgz");
    // A stored gzip stream: the jars are compressed already.
    try (OutputStream out = Files.newOutputStream(archive);
        OutputStream gzip =
            new GZIPOutputStream(out) {
              {
                def.setLevel(Deflater.NO_COMPRESSION);
              }
            }) {
      Process tar =
          new ProcessBuilder(
                  "tar",
                  "-chf",
                  "-",
                  "-C",
                  distribution.toString(),
                  "--transform=s,^[.],spark-it,",
                  ".")
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      tar.getInputStream().transferTo(gzip);
      assertThat(tar.waitFor()).isZero();
    }
    Trees.delete(distribution);
    return archive;
  }
}

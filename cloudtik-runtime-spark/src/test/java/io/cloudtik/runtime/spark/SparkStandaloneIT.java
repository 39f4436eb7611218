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
import io.cloudtik.spi.runtime.ProcessSpec;
import io.cloudtik.spi.runtime.ServiceSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real Spark of the older line, as the hooks describe it: the head has it from an archive, with a
 * Master and a History Server; the worker from the directory that this archive was unpacked to,
 * with a Worker and drivers of SQL jobs. The archive is made of jars from Maven repositories.
 */
class SparkStandaloneIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String VERSION = System.getProperty("cloudtik.it.spark", "3.5.7");

  private static final Pattern APPLICATION = Pattern.compile("\"name\"\\s*:\\s*\"([^\"]*)\"");

  @TempDir Path cluster;
  private final List<Process> started = new ArrayList<>();
  private final List<Process> daemons = new ArrayList<>();
  private final List<String> seenByOthers = new ArrayList<>();

  @AfterEach
  void end() throws Exception {
    for (Process process : started) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
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
    start(headServices);
    start(onTheWorker.configure(worker));
    EndpointSpec ui = Published.find(headServices.published(), "spark-master-ui").orElseThrow();
    await("a worker is registered", () -> ask(ui).contains("\"aliveworkers\" : 1"));
    assertThat(SparkLoad.busy(ask(ui))).isFalse();

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
    Process job = launch(onTheWorker.jobProcess(good.toJobSpec(), context), "job", result);
    await("an executor runs", () -> executors().findAny().isPresent());
    lookAtProcesses();
    assertThat(SparkLoad.busy(ask(ui))).isTrue();
    assertThat(ended(job)).as(log("job")).isZero();
    assertThat(result)
        .hasContent(
            """
            {"n":1,"total":26991000,"text":"a;b"}
            {"n":2,"total":26991000,"text":"a;b"}
            {"n":3,"total":26991000,"text":"a;b"}
            """);
    assertThat(log("job")).contains("n     total  text", "2  26991000  a;b");
    assertThat(seenByOthers).isNotEmpty().noneMatch(text -> text.contains(TestNode.SECRET));

    JobSpec bad = SparkJob.sql("SELECT * FROM nowhere").toJobSpec();
    Process failing = launch(onTheWorker.jobProcess(bad, context), "bad", result);
    assertThat(ended(failing)).isEqualTo(1);
    assertThat(log("bad")).contains("statement 1 of 1 failed", "nowhere");

    EndpointSpec history = Published.find(headServices.published(), "spark-history").orElseThrow();
    await("the jobs in the History Server", () -> finished(history).size() == 2);
    assertThat(finished(history)).contains(good.toJobSpec().name());
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

  private static List<String> finished(EndpointSpec history) throws Exception {
    URI address =
        URI.create(
            "http://%s:%d/api/v1/applications?status=completed"
                .formatted(history.host(), history.port()));
    HttpRequest request = HttpRequest.newBuilder(address).build();
    HttpClient client = HttpClient.newHttpClient();
    String answer = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    return APPLICATION.matcher(answer).results().map(found -> found.group(1)).toList();
  }

  private void start(NodeServices services) throws IOException {
    for (ServiceSpec service : services.services()) {
      daemons.add(launch(service.process(), service.name(), cluster.resolve("unused")));
    }
  }

  private Process launch(ProcessSpec process, String name, Path result) throws IOException {
    Files.createDirectories(process.directory());
    ProcessBuilder builder =
        new ProcessBuilder(process.command())
            .directory(process.directory().toFile())
            .redirectErrorStream(true)
            .redirectOutput(cluster.resolve(name + ".log").toFile());
    builder.environment().putAll(process.environment());
    builder.environment().put("CLOUDTIK_JOB_RESULT", result.toString());
    Process launched = builder.start();
    started.add(launched);
    return launched;
  }

  private static int ended(Process process) throws InterruptedException {
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private Stream<ProcessHandle> executors() {
    return started.stream()
        .flatMap(Process::descendants)
        .filter(process -> text(process, "cmdline").contains("CoarseGrainedExecutorBackend"));
  }

  /** Arguments and environment of all processes, the driver's and the executors' included. */
  private void lookAtProcesses() {
    List<ProcessHandle> all = new ArrayList<>();
    started.stream().map(Process::toHandle).forEach(all::add);
    started.stream().flatMap(Process::descendants).forEach(all::add);
    for (ProcessHandle process : all) {
      seenByOthers.add(text(process, "cmdline"));
      seenByOthers.add(text(process, "environ"));
    }
  }

  private static String text(ProcessHandle process, String file) {
    try {
      Path path = Path.of("/proc", String.valueOf(process.pid()), file);
      return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    } catch (IOException gone) {
      return "";
    }
  }

  private static String ask(EndpointSpec ui) {
    return SparkLoad.ask(ui).orElse("");
  }

  private String log(String name) throws IOException {
    return Files.readString(cluster.resolve(name + ".log"));
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private void await(String awaited, Condition condition) throws Exception {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!condition.holds()) {
      assertThat(Instant.now()).as(awaited).isBefore(deadline);
      for (Process process : daemons) {
        assertThat(process.isAlive()).as(awaited).isTrue();
      }
      started.get(0).waitFor(100, TimeUnit.MILLISECONDS);
    }
  }
}

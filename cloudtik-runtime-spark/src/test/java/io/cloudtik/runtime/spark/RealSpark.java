/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.spi.runtime.EndpointSpec;
import io.cloudtik.spi.runtime.NodeServices;
import io.cloudtik.spi.runtime.ProcessSpec;
import io.cloudtik.spi.runtime.ServiceSpec;
import java.io.IOException;
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
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Real processes of Spark, as the hooks describe them, with their logs in a directory. */
final class RealSpark implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Pattern APPLICATION = Pattern.compile("\"name\"\\s*:\\s*\"([^\"]*)\"");

  private final Path cluster;
  private final Function<String, Map<String, String>> environment;
  private final List<Process> started = new ArrayList<>();
  private final List<Process> daemons = new ArrayList<>();
  private final List<String> seenByOthers = new ArrayList<>();

  /**
   * Makes one that runs nothing yet.
   *
   * @param environment of a process by its name, besides its own
   */
  RealSpark(Path cluster, Function<String, Map<String, String>> environment) {
    this.cluster = cluster;
    this.environment = environment;
  }

  /** What process listings have shown so far. */
  List<String> seenByOthers() {
    return seenByOthers;
  }

  List<String> finished(EndpointSpec history) throws Exception {
    URI address =
        URI.create(
            "http://%s:%d/api/v1/applications?status=completed"
                .formatted(history.host(), history.port()));
    HttpRequest request = HttpRequest.newBuilder(address).build();
    HttpClient client = HttpClient.newHttpClient();
    String answer = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    return APPLICATION.matcher(answer).results().map(found -> found.group(1)).toList();
  }

  void start(NodeServices services) throws IOException {
    for (ServiceSpec service : services.services()) {
      daemons.add(launch(service.process(), service.name(), cluster.resolve("unused")));
    }
  }

  Process launch(ProcessSpec process, String name, Path result) throws IOException {
    Files.createDirectories(process.directory());
    ProcessBuilder builder =
        new ProcessBuilder(process.command())
            .directory(process.directory().toFile())
            .redirectErrorStream(true)
            .redirectOutput(cluster.resolve(name + ".log").toFile());
    builder.environment().putAll(environment.apply(name));
    builder.environment().putAll(process.environment());
    builder.environment().put("CLOUDTIK_JOB_RESULT", result.toString());
    Process launched = builder.start();
    started.add(launched);
    return launched;
  }

  int ended(Process process) throws InterruptedException {
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  Stream<ProcessHandle> executors() {
    return started.stream()
        .flatMap(Process::descendants)
        .filter(process -> text(process, "cmdline").contains("CoarseGrainedExecutorBackend"));
  }

  /** Arguments and environment of all processes, the driver's and the executors' included. */
  void lookAtProcesses() {
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

  static String ask(EndpointSpec ui) {
    return SparkLoad.ask(ui).orElse("");
  }

  String log(String name) throws IOException {
    return Files.readString(cluster.resolve(name + ".log"));
  }

  interface Condition {
    boolean holds() throws Exception;
  }

  void await(String awaited, Condition condition) throws Exception {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!condition.holds()) {
      assertThat(Instant.now()).as(awaited).isBefore(deadline);
      for (Process process : daemons) {
        assertThat(process.isAlive()).as(awaited).isTrue();
      }
      started.get(0).waitFor(100, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void close() throws InterruptedException {
    for (Process process : started) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.benchmark;

import io.cloudtik.spi.runtime.ServiceSpec;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Spark as it starts by itself: Master, Workers, History Server and Connect server, all at once, by
 * their main classes. The commands are those of a cluster of ours, so that jars and flags of the
 * Java machines are the same; addresses and directories differ.
 */
final class OwnSpark implements AutoCloseable {
  private static final String OUR_WORKER = "io.cloudtik.runtime.spark.inside.WorkerMain";
  private static final String WORKER = "org.apache.spark.deploy.worker.Worker";

  /** A part of the loopback network that the local provider does not choose. */
  private static final String NETWORK = "127.250.17.";

  private final List<Node> nodes;
  private final List<Process> processes = new ArrayList<>();

  private OwnSpark(List<Node> nodes) {
    this.nodes = nodes;
  }

  /** Learns from the nodes of a cluster of ours, which may be gone afterwards. */
  static OwnSpark like(List<NodeServicesOnDisk> ours, Path directory) throws IOException {
    Map<String, String> hosts =
        ours.stream()
            .collect(
                Collectors.toMap(NodeServicesOnDisk::host, n -> NETWORK + (ours.indexOf(n) + 1)));
    List<Node> nodes = new ArrayList<>();
    for (NodeServicesOnDisk each : ours) {
      Node node = new Node(each, directory.resolve(each.node()), hosts, entries(each));
      node.install();
      nodes.add(node);
    }
    return new OwnSpark(nodes);
  }

  private static Map<String, String> entries(NodeServicesOnDisk node) throws IOException {
    Path file = node.layout().runtime("spark").resolve("conf/spark-defaults.conf");
    return Files.readAllLines(file).stream()
        .map(line -> line.split(" ", 2))
        .filter(words -> words.length == 2)
        .collect(Collectors.toMap(words -> words[0], words -> words[1]));
  }

  /** Starts everything at once. */
  void start() throws IOException {
    for (Node node : nodes) {
      for (ServiceSpec service : node.sparkServices()) {
        processes.add(node.launch(service));
      }
    }
  }

  SparkReady ready() {
    Node head = nodes.stream().filter(node -> node.has("spark-master")).findFirst().orElseThrow();
    return new SparkReady(
        "http://" + head.ownHost() + ":" + head.port("spark-master", "spark-master-ui"),
        "http://" + head.ownHost() + ":" + head.port("spark-history", "spark-history"),
        head.ownHost(),
        head.port("spark-connect", "spark-connect"));
  }

  /**
   * Runs an application with Spark's own defaults, its driver where a driver of ours would run, and
   * returns what it printed. Only memory is set, to what ours has.
   */
  List<String> submit(Path jar, String mainClass, String driverMemory, String... arguments)
      throws IOException, InterruptedException {
    Node worker = nodes.stream().filter(node -> node.has("spark-worker")).findFirst().orElseThrow();
    Process driver = worker.submit(jar, mainClass, driverMemory, arguments);
    processes.add(driver);
    List<String> lines = driver.inputReader().lines().toList();
    if (driver.waitFor() != 0) {
      throw new IllegalStateException(
          "%s ended with %d; see %s"
              .formatted(mainClass, driver.exitValue(), worker.log("driver")));
    }
    return lines;
  }

  /** Ends all processes, also executors. */
  @Override
  public void close() throws InterruptedException {
    for (Process process : processes) {
      List<ProcessHandle> all = process.descendants().toList();
      process.destroyForcibly();
      all.forEach(ProcessHandle::destroyForcibly);
    }
    for (Process process : processes) {
      process.waitFor();
    }
    processes.clear();
  }

  private record Node(
      NodeServicesOnDisk ours,
      Path directory,
      Map<String, String> hosts,
      Map<String, String> ourConf) {
    List<ServiceSpec> sparkServices() {
      return ours.services().stream().filter(s -> s.name().startsWith("spark-")).toList();
    }

    boolean has(String service) {
      return sparkServices().stream().anyMatch(s -> s.name().equals(service));
    }

    String ownHost() {
      return own(ours.host());
    }

    int port(String service, String name) {
      return sparkServices().stream()
          .filter(s -> s.name().equals(service))
          .map(s -> s.ports().getOrDefault(name, 0))
          .findFirst()
          .orElseThrow();
    }

    /** Makes a Spark of links to the same jars, and a configuration without our additions. */
    void install() throws IOException {
      Path theirs = ours.layout().runtime("spark");
      Path mine = directory.resolve("runtimes/spark");
      Path jars = Files.createDirectories(mine.resolve("distribution/jars"));
      try (DirectoryStream<Path> links =
          Files.newDirectoryStream(theirs.resolve("distribution/jars"))) {
        for (Path link : links) {
          Files.createSymbolicLink(jars.resolve(link.getFileName()), link.toRealPath());
        }
      }
      Files.copy(theirs.resolve("distribution/RELEASE"), mine.resolve("distribution/RELEASE"));
      Path conf = Files.createDirectories(mine.resolve("conf"));
      Files.copy(theirs.resolve("conf/log4j2.properties"), conf.resolve("log4j2.properties"));
      Path events = Files.createDirectories(directory.resolveSibling("events"));
      Files.writeString(
          conf.resolve("spark-defaults.conf"),
          """
          spark.eventLog.enabled true
          spark.eventLog.dir %1$s
          spark.history.fs.logDirectory %1$s
          spark.driver.host %2$s
          spark.driver.bindAddress %2$s
          spark.master %3$s
          """
              .formatted(events.toUri(), ownHost(), masterAddress()));
      Files.copy(conf.resolve("log4j2.properties"), plain().resolve("log4j2.properties"));
      Files.writeString(plain().resolve("spark-defaults.conf"), "");
      Files.createDirectories(mine.resolve("tmp"));
    }

    /** The configuration of applications, which says nothing. */
    private Path plain() throws IOException {
      return Files.createDirectories(directory.resolve("runtimes/spark/plain"));
    }

    Process submit(Path jar, String mainClass, String driverMemory, String... arguments)
        throws IOException {
      List<String> command = new ArrayList<>();
      ServiceSpec worker =
          sparkServices().stream()
              .filter(s -> s.name().equals("spark-worker"))
              .findFirst()
              .orElseThrow();
      for (String word : worker.process().command()) {
        boolean machine = word.equals(worker.process().command().get(0));
        if (machine || word.startsWith("--add-opens") || word.startsWith("-Djdk.reflect")) {
          command.add(word);
        }
      }
      command.add("-Xmx" + driverMemory);
      command.addAll(
          List.of("-cp", plain() + ":" + directory.resolve("runtimes/spark/distribution/jars/*")));
      command.add("org.apache.spark.deploy.SparkSubmit");
      Map<String, String> conf =
          Map.of(
              "spark.master", masterAddress(),
              "spark.driver.host", ownHost(),
              "spark.driver.bindAddress", ownHost(),
              "spark.executor.memory", ourEntry("spark.executor.memory"));
      conf.forEach((name, value) -> command.addAll(List.of("--conf", name + "=" + value)));
      command.addAll(List.of("--class", mainClass, jar.toString()));
      command.addAll(List.of(arguments));
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(Files.createDirectories(directory.resolve("work")).toFile())
              .redirectError(log("driver").toFile());
      environment(worker, builder);
      builder.environment().put("SPARK_CONF_DIR", plain().toString());
      return builder.start();
    }

    Path log(String name) throws IOException {
      return Files.createDirectories(directory.resolve("logs")).resolve(name + ".log");
    }

    private void environment(ServiceSpec service, ProcessBuilder builder) {
      service
          .process()
          .environment()
          .forEach((name, value) -> builder.environment().put(name, own(value)));
      builder.environment().remove("HADOOP_TOKEN_FILE_LOCATION");
    }

    private String masterAddress() {
      return own(ourEntry("spark.master"));
    }

    private String ourEntry(String name) {
      return Objects.requireNonNull(ourConf.get(name), name);
    }

    Process launch(ServiceSpec service) throws IOException {
      List<String> command =
          service.process().command().stream()
              .map(word -> word.equals(OUR_WORKER) ? WORKER : own(word))
              .toList();
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(Files.createDirectories(directory.resolve("work")).toFile())
              .redirectErrorStream(true)
              .redirectOutput(log(service.name()).toFile());
      environment(service, builder);
      return builder.start();
    }

    private String own(String text) {
      String replaced = text.replace(ours.layout().root().toString(), directory.toString());
      for (Map.Entry<String, String> host : hosts.entrySet()) {
        replaced =
            replaced.replaceAll(
                "(?<![0-9.])" + host.getKey().replace(".", "\\.") + "(?![0-9])", host.getValue());
      }
      return replaced;
    }
  }
}

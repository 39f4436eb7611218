/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.architecture;

import static io.cloudtik.architecture.InputRule.anything;
import static io.cloudtik.architecture.InputRule.duration;
import static io.cloudtik.architecture.InputRule.environment;
import static io.cloudtik.architecture.InputRule.labels;
import static io.cloudtik.architecture.InputRule.line;
import static io.cloudtik.architecture.InputRule.name;
import static io.cloudtik.architecture.InputRule.number;
import static io.cloudtik.architecture.InputRule.text;
import static java.util.Map.entry;

import io.cloudtik.ExecRequest;
import io.cloudtik.WorkspaceOptions;
import io.cloudtik.provider.onpremise.Host;
import io.cloudtik.runtime.spark.ArchiveSource;
import io.cloudtik.runtime.spark.HomeSource;
import io.cloudtik.runtime.spark.MavenSource;
import io.cloudtik.runtime.spark.Spark;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.CommandSpec;
import io.cloudtik.spec.ContainerMount;
import io.cloudtik.spec.ContainerSpec;
import io.cloudtik.spec.DataSize;
import io.cloudtik.spec.FileSpec;
import io.cloudtik.spec.HeadSpec;
import io.cloudtik.spec.JavaArchive;
import io.cloudtik.spec.JobSpec;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.provider.NodeShape;
import io.cloudtik.spi.runtime.EndpointSpec;
import io.cloudtik.spi.runtime.HealthCheck;
import io.cloudtik.spi.runtime.ProcessSpec;
import io.cloudtik.spi.runtime.ServiceSpec;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** What each builder of users and plug-in authors takes. */
final class InputRules {
  private static final Path HERE = Path.of("/a");
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MILLI = Duration.ofMillis(1);
  private static final String HASH = "ab".repeat(32);
  private static final String HOST_KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA a comment";
  private static final List<String> OTHER_KEYS =
      List.of(
          "ssh-ed25519",
          "ssh-ed25519 AAAA",
          "h1 " + HOST_KEY,
          HOST_KEY.replace("ssh-ed25519", "ssh-rsa"),
          "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTY=");

  private static final String IMAGE = "registry.example.com:5000/a/b_c:1.2@sha256:" + HASH;
  private static final List<String> OTHER_DEVICES =
      List.of("", "sdb", "/dev/", "/dev/a b", "/dev/a;b", "/dev/a\nb", "/dev/$a", "/etc/passwd");

  private static final List<String> OTHER_IMAGES =
      List.of("", " ", "a b", "-a", "a;b", "a\nb", "$a", "a".repeat(513));

  /** Values that the library makes and others read; their builders refuse null and nothing else. */
  static final Set<String> MADE_BY_THE_LIBRARY =
      Set.of(
          "CloudCall",
          "PlannedStep",
          "ClusterStatus",
          "FailureScope",
          "JobEvent",
          "JobPart",
          "JobResult",
          "JobStatus",
          "LaunchRequest",
          "Node",
          "NodeEvent",
          "NodeServices",
          "NoticeEvent",
          "Offering",
          "OperationProgress",
          "ProcessAddress",
          "ProviderFailure",
          "ServiceEvent",
          "SlotObservation",
          "SshAddress",
          "StepEvent");

  /** Builders with what they require. */
  static final Map<String, Supplier<Object>> BUILDERS =
      Map.ofEntries(
          entry("ArchiveSource", () -> archive()),
          entry("ClusterSpec", () -> ClusterSpec.builder().name("etl")),
          entry("CommandSpec", () -> CommandSpec.builder().arguments(List.of("a"))),
          entry("ContainerMount", () -> ContainerMount.builder().source(HERE).target(HERE)),
          entry("ContainerSpec", () -> ContainerSpec.builder().image("a")),
          entry("EndpointSpec", () -> endpoint()),
          entry("ExecRequest", () -> ExecRequest.builder().addAllArguments(List.of("a"))),
          entry("FileSpec", () -> FileSpec.builder().source(HERE).target("a")),
          entry("HeadSpec", HeadSpec::builder),
          entry("HealthCheck", () -> HealthCheck.builder().kind("http").host("h").port(1)),
          entry("Host", () -> Host.builder().name("a").cpus(1).memory(DataSize.gib(1))),
          entry("HomeSource", () -> HomeSource.builder().directory(HERE)),
          entry(
              "JavaArchive",
              () -> JavaArchive.builder().address(URI.create("file:/a.tgz")).checksum(HASH)),
          entry("JobSpec", () -> JobSpec.builder().kind("command").name("a")),
          entry("MavenSource", MavenSource::builder),
          entry("NodeShape", () -> shape()),
          entry("ProcessSpec", () -> process()),
          entry("ServiceSpec", () -> ServiceSpec.builder().name("a").process(process().build())),
          entry("Spark", Spark::builder),
          entry("WorkerGroupSpec", () -> WorkerGroupSpec.builder().min(0).max(10_000)),
          entry("WorkspaceOptions", WorkspaceOptions::builder));

  private static ArchiveSource.Builder archive() {
    return ArchiveSource.builder().address(URI.create("file:/a.tgz")).checksum(HASH);
  }

  private static EndpointSpec.Builder endpoint() {
    return EndpointSpec.builder().name("a").scheme("http").host("h").port(1);
  }

  private static NodeShape.Builder shape() {
    return NodeShape.builder().instanceType("a").cpus(1).memory(DataSize.gib(1));
  }

  private static ProcessSpec.Builder process() {
    return ProcessSpec.builder().addAllCommand(List.of("a")).directory(HERE);
  }

  /** The rule of each setter. */
  static final Map<String, InputRule> RULES =
      Map.ofEntries(
          entry(
              "ArchiveSource.address",
              InputRule.addresses(URI.create("ftp://a/b"), URI.create("https://a/b.tgz"))),
          entry("ArchiveSource.checksum", text(List.of("ab", "zz".repeat(32)), HASH)),
          entry("ClusterSpec.name", name()),
          entry("ClusterSpec.head", anything()),
          entry("ClusterSpec.workerGroups", anything()),
          entry("ClusterSpec.runtimes", anything()),
          entry("ClusterSpec.addRuntimes", anything()),
          entry("ClusterSpec.lifetime", anything()),
          entry(
              "ClusterSpec.hourlyBudget",
              InputRule.money(new BigDecimal("0"), new BigDecimal("0.01"))),
          entry("ClusterSpec.redisShards", number(0, 16)),
          entry("ClusterSpec.jobsAtOnce", number(1, 10_000)),
          entry("ClusterSpec.jobsWaiting", number(0, 100_000)),
          entry("ClusterSpec.addFiles", anything()),
          entry("ClusterSpec.putEnvironment", environment()),
          entry("ClusterSpec.addCommandsBefore", anything()),
          entry("ClusterSpec.addCommandsAfter", anything()),
          entry("ClusterSpec.java", anything()),
          entry("ClusterSpec.addDataDisks", text(OTHER_DEVICES, "/dev/nvme*n1")),
          entry("ClusterSpec.putTags", labels()),
          entry("CommandSpec.arguments", InputRule.command()),
          entry("CommandSpec.timeLimit", duration(SECOND)),
          entry("ClusterSpec.container", anything()),
          entry("ContainerMount.source", InputRule.absolutePath()),
          entry("ContainerMount.target", InputRule.absolutePath()),
          entry("ContainerMount.readOnly", anything()),
          entry("ContainerSpec.image", text(OTHER_IMAGES, IMAGE)),
          entry("ContainerSpec.headImage", text(OTHER_IMAGES, IMAGE)),
          entry("ContainerSpec.archive", InputRule.absolutePath()),
          entry("ContainerSpec.registryLogins", InputRule.absolutePath()),
          entry("ContainerSpec.addMounts", anything()),
          entry("ContainerSpec.putEnvironment", environment()),
          entry("ContainerSpec.sharedMemory", InputRule.size("1MiB", "64TiB")),
          entry(
              "ContainerSpec.addCapabilities",
              text(List.of("", "cap_x", "A-B", "A\nB"), "SYS_PTRACE")),
          entry("ContainerSpec.addDevices", InputRule.absolutePath()),
          entry("EndpointSpec.name", line(64)),
          entry("EndpointSpec.scheme", text(List.of("1a", "a:b", "HTTP"), "spark", "h2+x")),
          entry("EndpointSpec.host", line(253)),
          entry("EndpointSpec.port", number(1, 65_535)),
          entry("EndpointSpec.secret", name()),
          entry("ExecRequest.addAllArguments", InputRule.argumentsAfterProgram()),
          entry("ExecRequest.on", anything()),
          entry("ExecRequest.putEnvironment", environment()),
          entry("ExecRequest.deadline", duration(MILLI)),
          entry("ExecRequest.output", anything()),
          entry("FileSpec.source", InputRule.absolutePath()),
          entry("FileSpec.target", InputRule.insidePath()),
          entry("HeadSpec.cpus", number(1, 1_024)),
          entry("HeadSpec.memory", InputRule.size("512MiB", "64TiB")),
          entry("HeadSpec.addInstanceTypes", line(128)),
          entry("HeadSpec.putLabels", labels()),
          entry("HealthCheck.kind", text(List.of("udp", "TCP"), "tcp", "http")),
          entry("HealthCheck.host", line(253)),
          entry("HealthCheck.port", number(1, 65_535)),
          entry("HealthCheck.path", text(List.of("a", "/a b"), "/", "/a?b=c")),
          entry("HomeSource.directory", InputRule.absolutePath()),
          entry("Host.name", line(253)),
          entry("Host.address", line(253)),
          entry("Host.port", number(1, 65_535)),
          entry("Host.user", line(64)),
          entry("Host.identityFile", InputRule.absolutePath()),
          entry("Host.addHostKeys", text(OTHER_KEYS, HOST_KEY)),
          entry("Host.hostKeys", InputRule.each(OTHER_KEYS, HOST_KEY)),
          entry("Host.anyHostKey", anything()),
          entry("Host.via", anything()),
          entry("Host.cpus", number(1, 65_536)),
          entry("Host.memory", InputRule.size("1MiB", "64TiB")),
          entry("Host.gpus", number(0, 1_024)),
          entry("Host.type", line(64)),
          entry("Host.putLabels", labels()),
          entry("Host.gone", anything()),
          entry("Host.directory", InputRule.absolutePath()),
          entry(
              "JavaArchive.address",
              InputRule.addresses(URI.create("ftp://a/b"), URI.create("https://a/b.tgz"))),
          entry("JavaArchive.checksum", text(List.of("ab", "zz".repeat(32)), HASH)),
          entry("JobSpec.kind", line(64)),
          entry("JobSpec.name", line(200)),
          entry("JobSpec.key", line(200)),
          entry("JobSpec.arguments", InputRule.arguments()),
          entry("JobSpec.addArguments", InputRule.argument()),
          entry("JobSpec.putOptions", InputRule.entries(List.of("", " ", "a\nb"), "a.b")),
          entry("JobSpec.putFiles", InputRule.files()),
          entry("JobSpec.putEnvironment", environment()),
          entry("JobSpec.timeLimit", duration(SECOND)),
          entry("JobSpec.placement", anything()),
          entry("JobSpec.restarts", number(0, 100)),
          entry("JobSpec.restartOn", anything()),
          entry("MavenSource.addPackages", text(List.of("a", "a:b", "a:b:c:d"), "a.b:c_2.13:1.0")),
          entry("MavenSource.offline", anything()),
          entry("MavenSource.settings", anything()),
          entry("MavenSource.localRepository", anything()),
          entry("NodeShape.instanceType", line(128)),
          entry("NodeShape.cpus", number(1, Integer.MAX_VALUE)),
          entry("NodeShape.memory", anything()),
          entry("NodeShape.gpus", number(0, Integer.MAX_VALUE)),
          entry("ProcessSpec.addAllCommand", InputRule.argumentsAfterProgram()),
          entry("ProcessSpec.directory", InputRule.absolutePath()),
          entry("ProcessSpec.putEnvironment", environment()),
          entry("ProcessSpec.asJobUser", anything()),
          entry("ServiceSpec.name", name()),
          entry("ServiceSpec.process", anything()),
          entry("ServiceSpec.putPorts", InputRule.ports()),
          entry("ServiceSpec.readiness", anything()),
          entry("ServiceSpec.readyWithin", duration(MILLI)),
          entry("ServiceSpec.health", anything()),
          entry("ServiceSpec.healthInterval", duration(MILLI)),
          entry("ServiceSpec.healthFailures", number(1, 1_000)),
          entry("ServiceSpec.maxRestarts", number(0, 1_000_000)),
          entry("ServiceSpec.restartBackoff", duration(Duration.ZERO)),
          entry("ServiceSpec.stopSignal", text(List.of("SIGTERM", "term", "15 "), "TERM", "USR1")),
          entry("ServiceSpec.stopWithin", duration(Duration.ZERO)),
          entry("Spark.version", text(List.of("4", "latest", "4.0", "v4.0.1"), "4.0.1")),
          entry("Spark.source", anything()),
          entry("Spark.connect", anything()),
          entry("Spark.history", anything()),
          entry("Spark.python", anything()),
          entry(
              "Spark.putConf",
              InputRule.entries(
                  List.of("", " ", "spark.a\nb", "a.b", "spark.", "spark.master", "spark.ü"),
                  "spark.a.b")),
          entry("WorkerGroupSpec.name", name()),
          entry("WorkerGroupSpec.cpus", number(1, 1_024)),
          entry("WorkerGroupSpec.memory", InputRule.size("512MiB", "64TiB")),
          entry("WorkerGroupSpec.gpus", number(0, 1_024)),
          entry("WorkerGroupSpec.addInstanceTypes", line(128)),
          entry("WorkerGroupSpec.min", number(0, 10_000)),
          entry("WorkerGroupSpec.max", number(0, 10_000)),
          entry("WorkerGroupSpec.spot", anything()),
          entry("WorkerGroupSpec.onDemandFallback", anything()),
          entry("WorkerGroupSpec.putLabels", labels()),
          entry("WorkspaceOptions.addListeners", anything()),
          entry("WorkspaceOptions.callLog", anything()),
          entry("WorkspaceOptions.executor", anything()));

  private InputRules() {}
}

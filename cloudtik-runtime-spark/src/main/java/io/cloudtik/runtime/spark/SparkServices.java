/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import io.cloudtik.spi.runtime.EndpointSpec;
import io.cloudtik.spi.runtime.HealthCheck;
import io.cloudtik.spi.runtime.NodeContext;
import io.cloudtik.spi.runtime.NodeServices;
import io.cloudtik.spi.runtime.ServiceSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The services that a node runs, as data. */
final class SparkServices {
  static final String MASTER = "spark-master";
  static final String MASTER_UI = "spark-master-ui";
  static final String HISTORY = "spark-history";
  static final String CONNECT = "spark-connect";
  static final String CONNECT_UI = "spark-connect-ui";
  static final String WORKER = "spark-worker";
  static final String WORKER_UI = "spark-worker-ui";

  private static final String INSIDE = "io.cloudtik.runtime.spark.inside.";

  private final Spark spark;
  private final NodeContext node;
  private final SparkLayout layout;

  SparkServices(Spark spark, NodeContext node) {
    this.spark = spark;
    this.node = node;
    this.layout = new SparkLayout(node.home());
  }

  /** The address of the cluster's master, from where it runs or from what is published. */
  String masterAddress() {
    return node.head()
        ? "spark://" + node.address() + ":" + node.port(MASTER, 7077)
        : Published.address(node.published(), MASTER);
  }

  NodeServices describe() {
    return node.head() ? head() : worker();
  }

  private NodeServices head() {
    NodeServices.Builder services = NodeServices.builder();
    int ui = node.port(MASTER_UI, 8080);
    services.addServices(master(node.port(MASTER, 7077), ui));
    services.addPublished(endpoint(MASTER, "spark", node.port(MASTER, 7077)));
    services.addPublished(endpoint(MASTER_UI, "http", ui));
    if (spark.history()) {
      int port = node.port(HISTORY, 18080);
      services.addServices(history(port));
      services.addPublished(endpoint(HISTORY, "http", port));
    }
    if (spark.connect()) {
      int port = node.port(CONNECT, 15002);
      services.addServices(connect(port, node.port(CONNECT_UI, 4040)));
      services.addPublished(connectEndpoint(port));
      services.addPublished(endpoint(CONNECT_UI, "http", node.port(CONNECT_UI, 4040)));
    }
    return services.build();
  }

  private NodeServices worker() {
    return NodeServices.builder()
        .addServices(worker(node.port(WORKER, 7078), node.port(WORKER_UI, 8081)))
        .build();
  }

  private ServiceSpec master(int port, int ui) {
    List<String> command =
        List.of(
            "org.apache.spark.deploy.master.Master",
            "--host",
            node.address(),
            "--port",
            String.valueOf(port),
            "--webui-port",
            String.valueOf(ui));
    HealthCheck check = HealthCheck.http(node.address(), ui, "/json/");
    return service(MASTER, daemon(memory().master()), command)
        .putPorts(MASTER, port)
        .putPorts(MASTER_UI, ui)
        .readiness(check)
        .health(check)
        .build();
  }

  private ServiceSpec worker(int port, int ui) {
    List<String> command =
        List.of(
            INSIDE + "WorkerMain",
            "--host",
            node.address(),
            "--port",
            String.valueOf(port),
            "--webui-port",
            String.valueOf(ui),
            "--cores",
            String.valueOf(node.shape().cpus()),
            "--memory",
            offered() + "m",
            "--work-dir",
            node.scratch().resolve("work").toString(),
            masterAddress());
    HealthCheck check = HealthCheck.http(node.address(), ui, "/json/");
    return service(WORKER, daemon(256), command)
        .putPorts(WORKER, port)
        .putPorts(WORKER_UI, ui)
        .readiness(check)
        .health(check)
        .build();
  }

  /** It is asked for its page: the first call of its API loads a whole REST framework. */
  private ServiceSpec history(int port) {
    HealthCheck check = HealthCheck.http(node.address(), port, "/");
    SparkProcess process =
        daemon(memory().history())
            .makingEvents(node.data(""))
            .flag("-Dspark.history.ui.port=" + port);
    return service(HISTORY, process, List.of("org.apache.spark.deploy.history.HistoryServer"))
        .putPorts(HISTORY, port)
        .readiness(check)
        .health(check)
        .build();
  }

  /** It holds executors only while it has work, or no job would ever get any. */
  private ServiceSpec connect(int port, int ui) {
    List<String> command = new ArrayList<>();
    command.add("org.apache.spark.deploy.SparkSubmit");
    command.addAll(List.of("--class", "org.apache.spark.sql.connect.service.SparkConnectServer"));
    command.addAll(List.of("--name", CONNECT));
    List.of(
            "spark.connect.grpc.binding.address=" + node.address(),
            "spark.connect.grpc.binding.port=" + port,
            "spark.ui.port=" + ui,
            "spark.dynamicAllocation.enabled=true",
            "spark.dynamicAllocation.minExecutors=0",
            "spark.dynamicAllocation.initialExecutors=0",
            "spark.dynamicAllocation.shuffleTracking.enabled=true")
        .forEach(entry -> command.addAll(List.of("--conf", entry)));
    command.add("spark-internal");
    HealthCheck check = HealthCheck.tcp(node.address(), port);
    SparkProcess process = daemon(memory().connect()).makingEvents(node.data(""));
    return service(CONNECT, process, command)
        .putPorts(CONNECT, port)
        .putPorts(CONNECT_UI, ui)
        .readiness(check)
        .health(check)
        .readyWithin(Duration.ofMinutes(4))
        .build();
  }

  /** What the Worker offers: one executor of the rule, or more if the user wants larger ones. */
  private long offered() {
    String wanted = spark.conf().getOrDefault("spark.executor.memory", "");
    return Math.max(memory().executorHeap(), SparkSize.mib(wanted).orElse(0));
  }

  private MemoryRule memory() {
    return new MemoryRule(node.shape().memory());
  }

  private SparkProcess daemon(long heap) {
    return new SparkProcess(layout, node.javaHome(), node.address())
        .disks(node.dataDisks())
        .asJobUser(node.jobUserHasName())
        .heap(heap)
        .flags(JvmRule.daemon());
  }

  private ServiceSpec.Builder service(String name, SparkProcess process, List<String> command) {
    return ServiceSpec.builder()
        .name(name)
        .process(process.run(node.scratch(), command))
        .readyWithin(Duration.ofMinutes(3));
  }

  private EndpointSpec connectEndpoint(int port) {
    EndpointSpec.Builder connect = building(CONNECT, "sc", port);
    return version().asksForToken() ? connect.secret(CONNECT).build() : connect.build();
  }

  private EndpointSpec endpoint(String name, String scheme, int port) {
    return building(name, scheme, port).build();
  }

  private EndpointSpec.Builder building(String name, String scheme, int port) {
    return EndpointSpec.builder().name(name).scheme(scheme).host(node.address()).port(port);
  }

  private SparkVersion version() {
    return SparkVersion.of(layout.jars());
  }
}

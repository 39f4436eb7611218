/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.NodeConfig;
import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.impl.bootstrap.RedisEndpoints;
import io.cloudtik.impl.bootstrap.SetupStatus;
import io.cloudtik.impl.json.Json;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.CommandSpec;
import io.cloudtik.spec.DataSize;
import io.cloudtik.spi.provider.NodeShape;
import io.cloudtik.spi.runtime.EndpointSpec;
import io.cloudtik.spi.runtime.ServiceSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetupMainTest {
  private static final String HOST = "127.0.0.1";

  @TempDir Path directory;
  private NodeLayout layout;

  @BeforeEach
  void layOut() {
    layout = new NodeLayout(directory.resolve("node"));
    for (String name : List.of("redis-client", "redis-node", "redis-controller", "cluster")) {
      LocalFiles.write(layout.secret(name), "secret0of0" + name + "\n", true);
    }
  }

  private void place(String group, UnaryOperator<ClusterSpec.Builder> change) {
    place(group, true, change);
  }

  private void place(String group, boolean isolated, UnaryOperator<ClusterSpec.Builder> change) {
    String id = group.equals("head") ? "head" : group + "-1";
    NodeConfig config =
        new NodeConfig(
            1,
            "analytics",
            "local",
            Map.of(),
            "etl",
            "uid1",
            id,
            group,
            HOST,
            true, // ports of this computer's own address, so that tests may run beside anything
            isolated,
            NodeShape.builder()
                .instanceType("local")
                .cpus(1)
                .memory(DataSize.parse("1GiB"))
                .build(),
            Map.of("CLOUDTIK_MARKER", "m1"),
            List.of("base", "app"),
            "file:///data/ws",
            Map.of("fs.s3a.endpoint.region", "eu-west-1"));
    ClusterSpec spec =
        change.apply(ClusterSpec.builder().name("etl").putEnvironment("MODE", "test")).build();
    LocalFiles.write(layout.nodeConfig(), Json.write(config), false);
    LocalFiles.write(layout.clusterSpec(), Json.write(spec), false);
  }

  private static ScriptedRuntime.Config runtime(String name, String... options) {
    return options.length == 0
        ? new ScriptedRuntime.Config(name, Map.of())
        : new ScriptedRuntime.Config(name, Map.of(options[0], options[1]));
  }

  private SetupStatus status() {
    return Json.read(LocalFiles.read(layout.setupStatus()).orElseThrow(), SetupStatus.class);
  }

  private ServiceSpec service(String name) {
    return Json.read(
        LocalFiles.read(layout.service(name).resolve("service.json")).orElseThrow(),
        ServiceSpec.class);
  }

  private void assertFailed(String step, String... messages) {
    assertThat(SetupMain.run(layout.root())).isEqualTo(1);
    assertThat(status().state()).isEqualTo(SetupStatus.FAILED);
    assertThat(status().step()).isEqualTo(step);
    assertThat(status().error()).contains(messages);
  }

  private List<String> facts(String runtime) throws IOException {
    return Files.readAllLines(layout.runtime(runtime).resolve("facts"));
  }

  @Test
  void aHeadGetsCoreServicesAndRuntimesInOrder() throws IOException {
    place(
        "head",
        spec ->
            spec.redisShards(2)
                .addRuntimes(runtime("app", "requires", "base"))
                .addRuntimes(runtime("base")));

    assertThat(SetupMain.run(layout.root())).isZero();

    assertThat(status().state()).isEqualTo(SetupStatus.DONE);
    assertThat(layout.services())
        .isDirectoryContaining("glob:**/redis-primary")
        .isDirectoryContaining("glob:**/redis-shard-0")
        .isDirectoryContaining("glob:**/redis-shard-1");
    RedisEndpoints redis =
        Json.read(LocalFiles.read(layout.redisEndpoints()).orElseThrow(), RedisEndpoints.class);
    assertThat(redis.host()).isEqualTo(HOST);
    assertThat(redis.shardPorts()).hasSize(2).doesNotContain(redis.primaryPort());
    assertThat(service("redis-shard-1").ports()).containsEntry("redis", redis.shardPorts().get(1));
    assertThat(service("cluster-controller").process().command())
        .contains("io.cloudtik.node.controller.ControllerMain", layout.root().toString());
    assertThat(service("app-server").process().environment())
        .containsOnly(Map.entry("MODE", "test"), Map.entry("OWN", "of the service"));
    assertThat(service("app-server").process().asJobUser()).isTrue();
    assertThat(service("redis-primary").process().environment()).isEmpty();
    String published = LocalFiles.read(layout.published()).orElseThrow();
    assertThat(Json.readList(published, EndpointSpec.class))
        .extracting(EndpointSpec::name)
        .containsExactly("base-main", "app-main");
    assertThat(facts("base").get(4)).isEqualTo("[]");
    assertThat(facts("app").get(4)).isEqualTo("[base-main]");
  }

  @Test
  void aRuntimeIsToldItsNode() throws IOException {
    place("head", spec -> spec.addRuntimes(runtime("base")));

    assertThat(SetupMain.run(layout.root())).isZero();

    List<String> facts = facts("base");
    assertThat(facts.subList(0, 4))
        .containsExactly("head", HOST, "file:/data/ws/events/a%20b", layout.root() + "/cache/base");
    assertThat(facts.get(6)).isEqualTo("file {fs.s3a.endpoint.region=eu-west-1}");
    Path secret = Path.of(facts.get(5));
    assertThat(secret).isEqualTo(layout.secret("derived-rpc"));
    assertThat(Files.readString(secret)).matches("[0-9a-f]{64}");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
        .isEqualTo("rw-------");
  }

  @Test
  void nodesThatAreNotIsolatedShareTheCacheThatTheClientPrepared() throws IOException {
    System.setProperty("cloudtik.home", directory.resolve("home").toString());
    try {
      place("workers", false, spec -> spec.addRuntimes(runtime("base")));
      assertThat(SetupMain.run(layout.root())).isZero();
    } finally {
      System.clearProperty("cloudtik.home");
    }

    assertThat(facts("base").get(3))
        .isEqualTo(directory.resolve("home/cache/runtimes/base").toString());
  }

  @Test
  void aWorkerSeesWhatTheHeadPublishedAndHasNoCoreServices() throws IOException {
    EndpointSpec endpoint =
        EndpointSpec.builder().name("base-main").scheme("http").host("127.0.0.9").port(80).build();
    LocalFiles.write(layout.published(), Json.write(List.of(endpoint)), false);
    place("workers", spec -> spec.addRuntimes(runtime("base")));

    assertThat(SetupMain.run(layout.root())).isZero();

    assertThat(facts("base").get(4)).isEqualTo("[base-main]");
    assertThat(layout.redisEndpoints()).doesNotExist();
    assertThat(layout.services().toFile().list()).containsExactly("base-server");
    assertThat(Json.readList(LocalFiles.read(layout.published()).orElseThrow(), EndpointSpec.class))
        .containsExactly(endpoint);
  }

  @Test
  void aSecondRunKeepsPortsSecretsAndFilesAndForgetsOldServices() throws IOException {
    place("head", spec -> spec.addRuntimes(runtime("base")));
    assertThat(SetupMain.run(layout.root())).isZero();
    ServiceSpec before = service("base-server");
    String secret = Files.readString(layout.secret("derived-rpc"));
    Path file = layout.service("redis-primary").resolve("service.json");
    FileTime old = FileTime.from(Instant.EPOCH);
    Files.setLastModifiedTime(file, old);
    LocalFiles.write(layout.service("removed").resolve("service.json"), "{}", false);

    assertThat(SetupMain.run(layout.root())).isZero();

    assertThat(service("base-server")).isEqualTo(before);
    assertThat(Files.readString(layout.secret("derived-rpc"))).isEqualTo(secret);
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(old);
    assertThat(layout.service("removed").resolve("service.json")).doesNotExist();
    assertThat(Files.readAllLines(layout.runtime("base").resolve("calls")))
        .containsExactly("install", "configure", "install", "configure");
  }

  @Test
  void commandsRunBeforeAndAfterTheRuntimesInTheDirectoryOfTheFiles() throws IOException {
    LocalFiles.write(
        layout.files().resolve("tool.sh"), "echo tool \"$@\" $MODE $CLOUDTIK_MARKER\n", false);
    place(
        "workers",
        spec ->
            spec.addCommandsBefore(CommandSpec.of("sh", "tool.sh", "a b;c"))
                .addCommandsBefore(CommandSpec.of("sh", "-c", "ls ../runtimes || true"))
                .addRuntimes(runtime("base"))
                .addCommandsAfter(CommandSpec.of("ls", "../runtimes")));

    assertThat(SetupMain.run(layout.root())).isZero();

    List<String> log = Files.readAllLines(layout.logs().resolve("setup.log"));
    assertThat(log).contains("tool a b;c test m1");
    assertThat(log.indexOf("base")).isGreaterThan(log.indexOf("$ [ls, ../runtimes]")).isPositive();
    assertThat(log.subList(0, log.indexOf("$ [ls, ../runtimes]"))).doesNotContain("base");
  }

  @Test
  void commandsRunAgainUntilTheSetUpWasDoneOnce() throws IOException {
    CommandSpec count = CommandSpec.of("sh", "-c", "echo ran >>count");
    place(
        "workers",
        spec -> spec.addCommandsBefore(count).addRuntimes(runtime("base", "fail", "install")));
    assertFailed("install base", "install of base failed");

    place("workers", spec -> spec.addCommandsBefore(count).addRuntimes(runtime("base")));
    assertThat(SetupMain.run(layout.root())).isZero();
    assertThat(SetupMain.run(layout.root())).isZero();

    assertThat(layout.files().resolve("count")).hasContent("ran\nran");
    assertThat(Files.readAllLines(layout.runtime("base").resolve("calls")))
        .endsWith("install", "configure", "install", "configure");
  }

  @Test
  void aFailedCommandIsNamedWithExitCodeAndOutput() {
    place(
        "workers",
        spec ->
            spec.addCommandsBefore(CommandSpec.of("sh", "-c", "echo earlier"))
                .addCommandsBefore(CommandSpec.of("sh", "-c", "echo no such disk >&2; exit 7"))
                .addRuntimes(runtime("base")));

    assertFailed(
        "command 2 of 2 before runtimes",
        "[sh, -c, echo no such disk >&2; exit 7]",
        "exit code 7",
        "the last it printed:\nno such disk");
    assertThat(status().error()).doesNotContain("earlier");
    assertThat(layout.runtime("base")).doesNotExist();
  }

  @Test
  void aCommandThatDoesNotEndIsKilledWithItsChildrenWhenItsTimeIsOver() throws IOException {
    CommandSpec endless =
        CommandSpec.of("sh", "-c", "echo waiting; sleep 600 & echo $! >pid; wait");
    place("workers", spec -> spec.addCommandsBefore(endless.within(Duration.ofSeconds(1))));

    assertFailed(
        "command 1 of 1 before runtimes",
        "echo waiting; sleep 600",
        "longer than its time limit of PT1S",
        "CommandSpec.within",
        "the last it printed:\nwaiting");
    long child = Long.parseLong(Files.readString(layout.files().resolve("pid")).strip());
    ProcessHandle.of(child)
        .ifPresent(handle -> handle.onExit().orTimeout(1, TimeUnit.MINUTES).join());
  }

  @Test
  void aCommandThatDoesNotExistIsNamed() {
    place("workers", spec -> spec.addCommandsAfter(CommandSpec.of("./no-such-program-here", "x")));

    assertFailed("command 1 of 1 after runtimes", "no-such-program-here", "No such file");
  }

  @Test
  void aHookThatFailsSaysWhy() {
    place("workers", spec -> spec.addRuntimes(runtime("base", "fail", "install")));
    assertFailed("install base", "install of base failed; try another version");

    place("workers", spec -> spec.addRuntimes(runtime("base", "defect", "configure")));
    assertFailed("configure base", "a bug in configure", "this is a defect");

    place("workers", spec -> spec.addRuntimes(runtime("base")));
    assertThat(SetupMain.run(layout.root())).isZero();
    assertThat(status().error()).isEmpty();
  }

  @Test
  void missingRequirementsCyclesAndUnknownRuntimesAreNamed() {
    place("workers", spec -> spec.addRuntimes(runtime("app", "requires", "base")));
    assertFailed("order runtimes", "expected 'base', which 'app' requires");

    place(
        "workers",
        spec ->
            spec.addRuntimes(runtime("app", "requires", "base"))
                .addRuntimes(runtime("base", "uses", "app")));
    assertFailed("order runtimes", "app -> base -> app");

    place("workers", spec -> spec);
    String spec = LocalFiles.read(layout.clusterSpec()).orElseThrow();
    LocalFiles.write(
        layout.clusterSpec(),
        spec.replace("\"runtimes\":[]", "\"runtimes\":[{\"runtime\":\"flink\",\"options\":{}}]"),
        false);
    assertFailed("order runtimes", "no runtime named 'flink'", "[app, base]");
  }

  @Test
  void twoServicesOfOneNameAreAnError() {
    place(
        "workers",
        spec ->
            spec.addRuntimes(runtime("base", "service", "same"))
                .addRuntimes(runtime("app", "service", "same")));

    assertFailed("configure app", "'same'", "base", "app");
  }

  @Test
  void aNamedRedisThatIsNotThereIsAnError() {
    place("head", spec -> spec.putEnvironment("CLOUDTIK_REDIS_SERVER", "/no/redis-server"));

    assertFailed("describe core services", "/no/redis-server", "no such file");
    assertThat(layout.redisEndpoints()).doesNotExist();
  }

  @Test
  void whatBootstrapShouldHavePlacedIsNamed() throws IOException {
    place("head", spec -> spec);
    Files.delete(layout.secret("redis-node"));
    assertFailed("describe core services", layout.secret("redis-node").toString());

    Files.delete(layout.clusterSpec());
    assertFailed("read configuration", layout.clusterSpec().toString(), "bootstrap");
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.ServiceState;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.state.Heartbeat.ServiceReport;
import io.cloudtik.node.process.JobUser;
import io.cloudtik.node.process.NodeFolder;
import io.cloudtik.node.process.ProcessTable;
import io.cloudtik.spi.runtime.HealthCheck;
import io.cloudtik.spi.runtime.ProcessSpec;
import io.cloudtik.spi.runtime.ServiceSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs real processes behind real shims. */
final class SupervisorTest {
  private final ProcessTable processes = ProcessTable.ofThisMachine();
  private final List<ServiceChange> changes = new CopyOnWriteArrayList<>();
  private final AtomicInteger looks = new AtomicInteger();
  @TempDir private Path root;
  private NodeFolder node;
  private Supervisor supervisor;

  @BeforeEach
  void open() {
    node = new NodeFolder(root);
    supervisor = controller();
  }

  /** A node controller that starts; the one before was killed, as far as this one can tell. */
  private Supervisor controller() {
    return new Supervisor(
        node.layout(),
        Map.of("MARKER", "of this node"),
        processes,
        Runnable::run,
        looks::incrementAndGet,
        Clock.systemUTC(),
        JobUser.none(node.layout()),
        changes::add);
  }

  @AfterEach
  void stopEverything() throws IOException {
    for (String name : new ServiceDescriptions(node.layout().services()).names()) {
      Files.deleteIfExists(node.layout().service(name).resolve("service.json"));
    }
    until(() -> supervisor.reports().isEmpty(), "everything stopped");
  }

  @Test
  void startsAServiceWithItsEnvironmentInItsDirectory() throws IOException {
    describe("zoo", shell("echo \"$MARKER $OWN\"; pwd; sleep 60"), s -> {});
    untilState("zoo", ServiceState.HEALTHY);
    NodeFolder.until(() -> printed("zoo").lines().count() == 2, "it printed");
    assertThat(printed("zoo")).isEqualTo("of this node its own\n" + root.toRealPath() + "\n");
  }

  @Test
  void servicesComeInTheOrderInWhichTheyWereDescribed() throws IOException {
    ServiceDescriptions descriptions = new ServiceDescriptions(node.layout().services());
    int age = 10;
    for (String name : List.of("zoo", "ant", "cat")) {
      describe(name, shell("exit 0"), s -> {});
      FileTime written = FileTime.from(Instant.now().minusSeconds(age--));
      Files.setLastModifiedTime(node.layout().service(name).resolve("service.json"), written);
    }
    assertThat(descriptions.read().keySet()).containsExactly("zoo", "ant", "cat");
    describe("zoo", shell("exit 0"), s -> {});
    assertThat(descriptions.read().keySet())
        .as("one that is only written anew keeps its place")
        .containsExactly("zoo", "ant", "cat");
  }

  @Test
  void isHealthyWhenItsPortAnswers() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, loopback)) {
      port = free.getLocalPort();
    }
    HealthCheck check = HealthCheck.tcp(loopback.getHostAddress(), port);
    describe("web", shell("sleep 60"), s -> s.readiness(check));
    until(
        () ->
            supervisor.reports().containsKey("web") && report("web").message().contains("refused"),
        "a check failed");
    assertThat(report("web").state()).isEqualTo(ServiceState.STARTING);
    assertThat(looks).as("another look was asked for").hasValue(0);
    try (ServerSocket server = new ServerSocket(port, 10, loopback)) {
      untilState("web", ServiceState.HEALTHY);
      assertThat(server.isBound()).isTrue();
      assertThat(looks).as("another look was asked for").hasValue(1);
    }
  }

  @Test
  void restartsAndGivesUpAfterTooMany() {
    describe(
        "weak",
        shell("echo out of luck; exit 9"),
        s -> s.maxRestarts(2).restartBackoff(Duration.ofMillis(10)));
    untilState("weak", ServiceState.FAILED);
    assertThat(printed("weak")).isEqualTo("out of luck\n".repeat(3));
    assertThat(report("weak").restarts()).isEqualTo(2);
    assertThat(report("weak").message())
        .startsWith("ended with exit code 9: out of luck; it was restarted 2 times");

    supervisor = controller();
    untilState("weak", ServiceState.FAILED);
    assertThat(printed("weak")).as("a new controller knows it").hasLineCount(3);
  }

  @Test
  void aServiceIsAdoptedAndNotRestartedWhenTheControllerWasKilled() {
    describe("db", shell("echo up; sleep 60"), s -> {});
    untilState("db", ServiceState.HEALTHY);
    String pid = pid("db");
    changes.clear();

    supervisor = controller();
    untilState("db", ServiceState.HEALTHY);
    assertThat(pid("db")).isEqualTo(pid);
    assertThat(changes).isEmpty();
    assertThat(report("db").restarts()).isZero();
  }

  @Test
  void anExitWhileTheControllerWasAwayIsSeenAndRestarted() {
    describe("db", shell("sleep 0.3; exit 4"), s -> s.restartBackoff(Duration.ofSeconds(20)));
    untilState("db", ServiceState.HEALTHY);
    Path exit = node.layout().service("db").resolve("exit");
    NodeFolder.until(() -> Files.exists(exit), "it exits while nobody looks");

    supervisor = controller();
    untilState("db", ServiceState.RESTARTING);
    assertThat(report("db").message()).isEqualTo("ended with exit code 4");
    assertThat(report("db").restarts()).isEqualTo(1);
  }

  @Test
  void aDescriptionThatChangedWhileTheControllerWasAwayRestartsInOrder() {
    describe(
        "db", shell("trap 'echo bye; exit' TERM; echo one; while :; do sleep 0.05; done"), s -> {});
    until(() -> printed("db").equals("one\n"), "it is up");
    describe("db", shell("echo two; sleep 60"), s -> {});

    supervisor = controller();
    until(() -> printed("db").endsWith("two\n"), "it is up anew");
    assertThat(printed("db").lines()).containsSubsequence("one", "bye", "two");
    untilState("db", ServiceState.HEALTHY);
    assertThat(report("db").restarts()).isZero();
  }

  @Test
  void aServiceWhoseDescriptionWentWhileTheControllerWasAwayIsStopped() throws IOException {
    describe("db", shell("sleep 60"), s -> {});
    untilState("db", ServiceState.HEALTHY);
    long pid = Long.parseLong(pid("db").replaceAll(" .*\\s", ""));
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    Files.delete(node.layout().service("db").resolve("service.json"));

    supervisor = controller();
    until(() -> !process.isAlive(), "it is stopped");
    until(() -> supervisor.reports().isEmpty(), "it is forgotten");
  }

  @Test
  void whoIgnoresItsStopSignalIsKilled() throws IOException {
    describe(
        "stubborn",
        shell("trap '' TERM; echo up; while :; do sleep 0.05; done"),
        s -> s.stopWithin(Duration.ofMillis(100)));
    until(() -> printed("stubborn").equals("up\n"), "it is up");
    Files.delete(node.layout().service("stubborn").resolve("service.json"));
    until(() -> supervisor.reports().isEmpty(), "it is gone");
    assertThat(node.layout().service("stubborn").resolve("exit")).hasContent("137");
  }

  @Test
  void aDescriptionThatCannotBeReadStopsNothing() throws IOException {
    describe("db", shell("sleep 60"), s -> {});
    untilState("db", ServiceState.HEALTHY);
    String pid = pid("db");
    Files.writeString(node.layout().service("db").resolve("service.json"), "{\"name\": \"d");
    for (int look = 0; look < 5; look++) {
      supervisor.tick();
    }
    assertThat(report("db").state()).isEqualTo(ServiceState.HEALTHY);
    assertThat(pid("db")).isEqualTo(pid);
  }

  @Test
  void outputThatGrowsTooLargeIsKeptOnceAndCut() throws IOException {
    Path file = root.resolve("output.log");
    Files.writeString(file, "x".repeat(100));
    OutputRotation.rotate(file, 100);
    assertThat(file).hasSize(100);
    OutputRotation.rotate(file, 99);
    assertThat(file).isEmptyFile();
    assertThat(root.resolve("output.log.1")).hasSize(100);
  }

  private void describe(String name, List<String> command, Consumer<ServiceSpec.Builder> change) {
    ProcessSpec process =
        ProcessSpec.builder()
            .addAllCommand(command)
            .directory(root)
            .putEnvironment("OWN", "its own")
            .build();
    ServiceSpec.Builder builder = ServiceSpec.builder().name(name).process(process);
    change.accept(builder);
    LocalFiles.write(
        node.layout().service(name).resolve("service.json"), Json.write(builder.build()), false);
  }

  private static List<String> shell(String script) {
    return new ArrayList<>(List.of("/bin/sh", "-c", script));
  }

  private ServiceReport report(String name) {
    return Objects.requireNonNull(supervisor.reports().get(name), name);
  }

  private String printed(String name) {
    return LocalFiles.read(node.layout().service(name).resolve("output.log")).orElse("");
  }

  private String pid(String name) {
    return LocalFiles.read(node.layout().service(name).resolve("pid")).orElseThrow();
  }

  private void untilState(String name, ServiceState state) {
    until(
        () -> {
          var report = supervisor.reports().get(name);
          return report != null && Objects.equals(report.state(), state);
        },
        name + " is " + state);
  }

  private void until(java.util.function.BooleanSupplier condition, String what) {
    NodeFolder.until(() -> supervisor.tick(), condition, what);
  }
}

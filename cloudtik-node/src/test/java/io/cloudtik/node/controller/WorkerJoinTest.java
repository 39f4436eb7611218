/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.NodeState;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.impl.pull.HeadIdentity;
import io.cloudtik.impl.pull.HeadNotice;
import io.cloudtik.impl.pull.HeadPin;
import io.cloudtik.impl.pull.JoinAnswer;
import io.cloudtik.impl.pull.JoinRequest;
import io.cloudtik.impl.pull.PulledFile;
import io.cloudtik.impl.record.SecretsRecord;
import io.cloudtik.node.controller.decide.NodeRecord;
import io.cloudtik.node.pull.HeadClient;
import io.cloudtik.spi.provider.MachineAddress;
import io.cloudtik.spi.provider.SshAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines that join at a real server, as nobody else may. */
class WorkerJoinTest {
  private static final String SECRET = "5ec".repeat(20);
  private static final String SLOT = "workers-1";

  /** Takes a second to make. */
  private static final HeadIdentity identity =
      HeadIdentity.make(new Simulation(Specs.workers(1)).records, Simulation.UID);

  @TempDir Path head;
  private final Simulation cluster = new Simulation(Specs.workers(1));
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());
  private final List<String> failed = Collections.synchronizedList(new ArrayList<>());
  private final List<JoinServer> servers = new ArrayList<>();
  private volatile long generation = 1;
  private WorkerJoin desk;
  private int port;

  @BeforeEach
  void open() throws IOException {
    NodeLayout layout = new NodeLayout(head);
    for (String name : List.of("node", "provider-fake", "runtime-spark")) {
      LocalFiles.write(layout.bundle(name), "the bundle " + name, false);
    }
    for (String name : List.of("redis-node", "redis-client", "redis-controller", "cluster")) {
      LocalFiles.write(layout.secret(name), "secret of " + name, true);
    }
    LocalFiles.write(layout.clusterSpec(), "{}", true);
    LocalFiles.write(layout.specFiles().resolve("in/own.txt"), "confidential", false);
    desk = desk();
    port = serve(desk);
  }

  @AfterEach
  void close() {
    servers.forEach(JoinServer::close);
    executor.shutdownNow();
  }

  /** Returns the desk of a controller that knows nothing yet. */
  private WorkerJoin desk() {
    return new WorkerJoin(
        new WorkerParts(cluster.parts(), new NodeLayout(head), group -> FakeCloud.SHAPE),
        identity,
        SECRET,
        () -> generation,
        told::add,
        (node, error) -> failed.add(node + ": " + error));
  }

  private int serve(WorkerJoin at) throws IOException {
    JoinServer server =
        new JoinServer(new InetSocketAddress("127.0.0.1", 0), identity.server(), at, executor);
    servers.add(server);
    at.at(server.port());
    return server.port();
  }

  private void expect(WorkerJoin at, String host) {
    expect(at, SLOT, host);
  }

  private void expect(WorkerJoin at, String slot, String host) {
    MachineAddress machine =
        SshAddress.builder().host(host).user("root").directory(Path.of("/var/lib/x")).build();
    NodeRecord node =
        NodeRecord.first(
            slot, "workers", null, NodeState.BOOTSTRAPPING, cluster.time.instant(), "");
    at.push(node, machine, List.of());
  }

  private HeadClient machine(String session) {
    return machine(identity.pin(), SecretsRecord.joinToken(SECRET), session);
  }

  private HeadClient machine(HeadPin pin, String token, String session) {
    return new HeadClient(
        "127.0.0.1", port, pin, new JoinRequest(token, session, List.of("ssh-ed25519 AAAA")));
  }

  private static void assertRefused(HeadClient machine, ErrorCode code, String why) {
    assertThatThrownBy(machine::join)
        .isInstanceOfSatisfying(
            CloudTikException.class, e -> assertThat(e.errorCode()).isEqualTo(code))
        .hasMessageContaining(why);
  }

  @Test
  void aMachineGetsWhatAWorkerMayKnowAndNothingElse() throws IOException {
    expect(desk, "127.0.0.1");
    HeadClient machine = machine("mine");

    JoinAnswer answer = machine.join();

    assertThat(answer.config().nodeId()).isEqualTo(SLOT);
    assertThat(answer.config().host()).isEqualTo("127.0.0.1");
    assertThat(answer.directory()).isEqualTo("/var/lib/x");
    assertThat(answer.secrets()).containsOnlyKeys("redis-node", "cluster");
    assertThat(answer.files())
        .extracting(PulledFile::path)
        .containsExactlyInAnyOrder("node.jar", "runtime-spark.jar", "in/own.txt");
    Path target = head.resolve("fetched");
    for (PulledFile file : answer.files()) {
      machine.fetch(file, target);
      assertThat((long) Files.readString(target).length()).isEqualTo(file.size());
    }
    assertThat(answer.toString()).doesNotContain("secret of");
  }

  @Test
  void filesOfTheUserAreForMachinesThatJoinedOnly() {
    expect(desk, "127.0.0.1");
    List<PulledFile> files = machine("mine").join().files();

    assertThatThrownBy(() -> fetchAll(machine("another's"), files))
        .hasMessageContaining("did not give the file in/own.txt");
    assertThat(head.resolve("fetched")).content().doesNotContain("conf");
  }

  private void fetchAll(HeadClient machine, List<PulledFile> files) {
    files.forEach(file -> machine.fetch(file, head.resolve("fetched")));
  }

  @Test
  void aRepeatAfterALostAnswerIsTheSameJoin() {
    expect(desk, "127.0.0.1");
    machine("mine").join();

    assertThat(machine("mine").join().config().nodeId()).isEqualTo(SLOT);
    assertThat(told).isEmpty();
  }

  @Test
  void aSecondMachineAtAnAddressIsRefusedAndToldAndTheNodeIsNotTrusted() {
    expect(desk, "127.0.0.1");
    machine("mine").join();

    assertRefused(
        machine("thief's"), ErrorCode.PERMISSION_DENIED, "came from there as workers-1 before");
    assertThat(told).singleElement().asString().contains("127.0.0.1").contains(SLOT);
    assertThat(failed).singleElement().asString().contains("two machines came from its address");
  }

  @Test
  void aWrongTokenIsRefusedAndTold() {
    expect(desk, "127.0.0.1");

    String other = SecretsRecord.joinToken("another cluster");
    assertRefused(
        machine(identity.pin(), other, "mine"), ErrorCode.PERMISSION_DENIED, "its token is not");
    assertRefused(
        machine(identity.pin(), other, "mine"), ErrorCode.PERMISSION_DENIED, "its token is not");
    assertThat(told).hasSize(1);
    assertThat(failed).isEmpty();
  }

  @Test
  void nobodyIsLetInFromAnAddressWhereNoMachineIsAwaited() {
    expect(desk, "127.0.0.2");

    assertRefused(
        machine("mine"), ErrorCode.HEAD_UNREACHABLE, "does not expect a machine at 127.0.0.1");
    assertThat(cluster.records.store().list("lives/" + Simulation.UID + "/joins/")).isEmpty();
  }

  @Test
  void whichOfAllWorkersAMachineIsFollowsFromItsAddress() {
    expect(desk, "workers-2", "127.0.0.2");
    expect(desk, "workers-1", "127.0.0.1");
    expect(desk, "workers-3", "127.0.0.3");

    HeadClient machine = machine("mine");

    assertThat(machine.join().config().nodeId()).isEqualTo("workers-1");
    machine.failed("no space left");
    assertThat(failed).containsExactly("workers-1: no space left");
  }

  @Test
  void whoHasTheAddressOfAMachineThatIsNotGivenUpYetWaits() {
    expect(desk, "workers-1", "127.0.0.1");
    machine("first's").join();
    expect(desk, "workers-2", "127.0.0.1");

    assertRefused(
        machine("second's"), ErrorCode.HEAD_UNREACHABLE, "more than one machine at 127.0.0.1");
    desk.forget("workers-1");

    assertThat(machine("second's").join().config().nodeId()).isEqualTo("workers-2");
    assertThat(failed).isEmpty();
  }

  @Test
  void aMachineIsKnownByItsNameToo() {
    expect(desk, "localhost");

    assertThat(machine("mine").join().config().nodeId()).isEqualTo(SLOT);
  }

  @Test
  void aMachineIsAwaitedForATimeOnly() {
    expect(desk, "127.0.0.1");
    cluster.time.advance(Duration.ofMinutes(15));

    assertRefused(machine("mine"), ErrorCode.PERMISSION_DENIED, "workers-1 was awaited for PT15M");
  }

  @Test
  void aMachineThatIsEarlyComesAgain() {
    assertRefused(machine("mine"), ErrorCode.HEAD_UNREACHABLE, "does not expect");
    expect(desk, "127.0.0.1");

    assertThat(machine("mine").join().config().nodeId()).isEqualTo(SLOT);
    assertThat(told).isEmpty();
  }

  @Test
  void aSlotThatWasGivenUpLetsNobodyIn() {
    expect(desk, "127.0.0.1");
    List<PulledFile> files = machine("mine").join().files();
    desk.forget(SLOT);

    assertRefused(machine("mine"), ErrorCode.HEAD_UNREACHABLE, "does not expect");
    assertThatThrownBy(() -> fetchAll(machine("mine"), files)).hasMessageContaining("own.txt");
  }

  @Test
  void aHeadThatIsNotInChargeLetsNobodyIn() {
    expect(desk, "127.0.0.1");
    generation = 0;

    assertRefused(machine("mine"), ErrorCode.HEAD_UNREACHABLE, "not in charge");
  }

  @Test
  void aServerWithAnotherKeyIsToldNothing() {
    expect(desk, "127.0.0.1");
    HeadPin other = new HeadPin("ab".repeat(32));

    assertRefused(
        machine(other, SecretsRecord.joinToken(SECRET), "mine"),
        ErrorCode.HEAD_UNREACHABLE,
        "expected the head with the key " + other.sha256());
    assertThat(cluster.records.store().list("lives/" + Simulation.UID + "/joins/")).isEmpty();
  }

  @Test
  void theNextHeadKnowsTheTokensOfTheOneBeforeAlsoWhichAreUsed() throws IOException {
    expect(desk, "127.0.0.1");
    String script = desk.bootScript();
    assertThat(desk.bootScript()).isEqualTo(script);
    HeadClient first = machine("mine");
    first.join();

    generation = 2;
    WorkerJoin next = desk();
    port = serve(next);
    expect(next, "127.0.0.1");

    assertRefused(
        machine("thief's"), ErrorCode.PERMISSION_DENIED, "came from there as workers-1 before");
    HeadClient again = machine("mine");
    fetchAll(again, again.join().files());
    assertThat(HeadNotice.read(cluster.cloud.object(HeadNotice.place("u1")), identity.pin()))
        .get()
        .extracting(HeadNotice::generation, HeadNotice::joinPort)
        .containsExactly(2L, port);
  }

  @Test
  void aMachineThatCannotBecomeTheNodeSaysWhy() {
    expect(desk, "127.0.0.1");
    HeadClient machine = machine("mine");
    machine.join();

    machine("another's").failed("a lie");
    machine.failed("no space left");

    assertThat(failed).containsExactly(SLOT + ": no space left");
  }

  @Test
  void nothingIsGivenAwayBesideItsFiles() throws Exception {
    var http = java.net.http.HttpClient.newBuilder().sslContext(identity.pin().client()).build();
    expect(desk, "127.0.0.1");
    for (String path : List.of("", "../secrets/cluster", "..%2Fsecrets%2Fcluster", "a", "%00")) {
      var request =
          java.net.http.HttpRequest.newBuilder(
                  java.net.URI.create("https://127.0.0.1:" + port + "/files/" + path))
              .build();
      assertThat(http.send(request, java.net.http.HttpResponse.BodyHandlers.ofString()).body())
          .doesNotContain("secret of");
    }
  }

  @Test
  void nonsenseIsRefused() throws Exception {
    var http = java.net.http.HttpClient.newBuilder().sslContext(identity.pin().client()).build();
    for (String body : List.of("", "{}", "[]", "x".repeat(50_000), "{\"token\":\"t\"}")) {
      var request =
          java.net.http.HttpRequest.newBuilder(
                  java.net.URI.create("https://127.0.0.1:" + port + "/join"))
              .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body))
              .build();
      assertThat(
              http.send(request, java.net.http.HttpResponse.BodyHandlers.discarding()).statusCode())
          .isEqualTo(400);
    }
  }
}

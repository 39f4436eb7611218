/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.NodeState;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.BootstrapParts;
import io.cloudtik.impl.bootstrap.JavaSource;
import io.cloudtik.impl.bundle.ContentHash;
import io.cloudtik.impl.pull.BootScript;
import io.cloudtik.impl.pull.BootTicket;
import io.cloudtik.impl.pull.HeadIdentity;
import io.cloudtik.impl.pull.HeadNotice;
import io.cloudtik.impl.pull.JoinAnswer;
import io.cloudtik.impl.pull.JoinRequest;
import io.cloudtik.impl.pull.PulledFiles;
import io.cloudtik.impl.record.JoinRecord;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.impl.record.SecretsRecord;
import io.cloudtik.node.controller.NodeActions.WorkerPush;
import io.cloudtik.node.controller.decide.NodeRecord;
import io.cloudtik.node.controller.decide.NodeTransitions;
import io.cloudtik.spi.provider.MachineAddress;
import io.cloudtik.spi.provider.SshAddress;
import io.cloudtik.spi.runtime.EndpointSpec;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets machines become workers by themselves. All of them are launched with the same script, so
 * that a cloud can be asked for many at once; which slot a machine is follows from the address that
 * it comes from, which the provider says of each. It is let in once the controller has seen it and
 * wants it, with the token of the script; the first one that comes from there has used the slot up,
 * for this head and every later one. Thread-safe.
 */
final class WorkerJoin implements WorkerPush, JoinServer.Desk {
  private static final Duration EXPIRY =
      NodeTransitions.deadline(NodeState.BOOTSTRAPPING).orElseThrow();

  /** As long as clouds let addresses with a right in them work. */
  private static final Duration NOTICE_READABLE = Duration.ofDays(7);

  private static final int REFUSALS_TOLD = 1_000;

  private final WorkerParts worker;
  private final HeadIdentity identity;
  private final String tokens;
  private final LongSupplier generation;
  private final Consumer<String> events;
  private final BiConsumer<String, String> fail;
  private final Map<String, Expected> expected = new ConcurrentHashMap<>();
  private final Map<String, String> sessions = new ConcurrentHashMap<>();
  private final Set<String> told = ConcurrentHashMap.newKeySet();
  private @Nullable PulledFiles files;
  private String noticed = "";
  private volatile int port;

  /** A machine that may join. */
  private record Expected(
      NodeRecord node, MachineAddress machine, BootstrapParts parts, long since) {}

  /**
   * Makes the desk.
   *
   * @param tokens the secret that all tokens come from
   * @param generation of the controller while it may act, else 0
   * @param events takes what the user should know
   * @param fail takes the node that cannot be set up, and why
   */
  WorkerJoin(
      WorkerParts worker,
      HeadIdentity identity,
      String tokens,
      LongSupplier generation,
      Consumer<String> events,
      BiConsumer<String, String> fail) {
    this.worker = worker;
    this.identity = identity;
    this.tokens = tokens;
    this.generation = generation;
    this.events = events;
    this.fail = fail;
  }

  /** Sets where the server listens. */
  void at(int serverPort) {
    port = serverPort;
  }

  @Override
  public String bootScript() {
    BootstrapParts all =
        worker.of(NodeRecord.first("any", "any", null, NodeState.QUEUED, now(), ""), List.of());
    List<BootScript.Fetched> fetched = new ArrayList<>();
    files(all).all().stream()
        .filter(file -> file.path().equals("node.jar"))
        .forEach(
            node ->
                fetched.add(
                    new BootScript.Fetched(node.path(), node.sha256(), address(node.sha256()))));
    JavaSource java = all.java();
    if (java != null) {
      URI at = java.uri() != null ? java.uri() : address(java.sha256());
      fetched.add(new BootScript.Fetched(BootTicket.JAVA, java.sha256(), at));
    }
    return BootScript.of(
        fetched, new BootTicket(null, ticket(), java == null ? null : java.sha256()));
  }

  private BootTicket.OfWorker ticket() {
    return new BootTicket.OfWorker(
        parts().config().host(),
        port,
        identity.pin(),
        SecretsRecord.joinToken(tokens),
        parts()
            .provider()
            .storage()
            .data()
            .readableAt(HeadNotice.place(parts().uid()), NOTICE_READABLE)
            .map(URI::toString)
            .orElse(""));
  }

  private URI address(String sha256) {
    String host = parts().config().host();
    String literal = host.contains(":") ? "[" + host + "]" : host;
    return URI.create("https://" + literal + ":" + port + "/files/" + sha256);
  }

  private Instant now() {
    return parts().time().now();
  }

  private ClusterParts parts() {
    return worker.parts();
  }

  /** From now on the machine may join; one that is a worker of an earlier head learns of this. */
  @Override
  public void push(NodeRecord node, MachineAddress machine, List<EndpointSpec> published) {
    BootstrapParts all = worker.of(node, published);
    files(all);
    expected.put(node.id(), new Expected(node, machine, all, parts().time().mark()));
    tellWhereTheHeadIs(published);
  }

  @Override
  public void forget(String slot) {
    expected.remove(slot);
    sessions.remove(slot);
  }

  /** The files never change while this process lives, and there may be many. */
  private synchronized PulledFiles files(BootstrapParts all) {
    PulledFiles known = files;
    if (known == null) {
      known = PulledFiles.of(all);
      files = known;
    }
    return known;
  }

  private synchronized void tellWhereTheHeadIs(List<EndpointSpec> published) {
    HeadNotice notice =
        new HeadNotice(
            generation.getAsLong(), parts().config().host(), port, parts().redis(), published);
    if (notice.toString().equals(noticed)) {
      return;
    }
    Path directory = LocalFiles.temporaryDirectory();
    try {
      Path file = directory.resolve("notice");
      LocalFiles.write(file, notice.signedBy(identity), false);
      parts().provider().storage().data().put(HeadNotice.place(parts().uid()), file);
    } finally {
      LocalFiles.deleteTree(directory);
    }
    noticed = notice.toString();
  }

  @Override
  public JoinAnswer join(JoinRequest request, InetAddress from) {
    if (generation.getAsLong() == 0) {
      throw later("this head is not in charge");
    }
    if (!same(SecretsRecord.joinToken(tokens), request.token())) {
      throw refused(from, "its token is not the one that machines of this cluster have");
    }
    Expected machine = at(from);
    String slot = machine.node.id();
    if (parts().time().since(machine.since).compareTo(EXPIRY) >= 0) {
      throw refused(from, "%s was awaited for %s, which are over".formatted(slot, EXPIRY));
    }
    useUp(slot, request, from);
    sessions.put(slot, ContentHash.of(request.session()));
    return JoinAnswer.of(
        worker.config(machine.node, machine.machine),
        ((SshAddress) machine.machine).directory(),
        machine.parts,
        files(machine.parts).all());
  }

  /**
   * While a machine that is gone has not been given up, another may have got its address: that one
   * waits.
   */
  private Expected at(InetAddress from) {
    List<Expected> there =
        expected.values().stream().filter(machine -> isAt(machine.machine.host(), from)).toList();
    if (there.size() == 1) {
      return there.get(0);
    }
    throw later(
        there.isEmpty()
            ? "the head does not expect a machine at %s yet".formatted(from.getHostAddress())
            : "the head expects more than one machine at %s: %s"
                .formatted(
                    from.getHostAddress(),
                    there.stream().map(machine -> machine.node.id()).sorted().toList()));
  }

  /** Whoever comes first has it; a repeat by the same machine is the same join. */
  private void useUp(String slot, JoinRequest request, InetAddress from) {
    String key = RecordKeys.join(parts().uid(), slot);
    JoinRecord own = new JoinRecord(ContentHash.of(request.session()), now(), request.hostKeys());
    if (parts().records().create(key, own)) {
      return;
    }
    JoinRecord first = parts().records().value(key, JoinRecord.class).orElse(own);
    if (!same(first.session(), own.session())) {
      // Nobody knows which of them is the machine. One that serves already goes on.
      fail.accept(slot, "two machines came from its address, at least one of them is another");
      throw refused(
          from, "a machine came from there as %s before, at %s".formatted(slot, first.at()));
    }
  }

  private static CloudTikException later(String why) {
    return new CloudTikException(ErrorCode.HEAD_UNREACHABLE, why);
  }

  private CloudTikException refused(InetAddress from, String why) {
    String notice = "a machine at %s was not let in: %s".formatted(from.getHostAddress(), why);
    if (told.size() < REFUSALS_TOLD && told.add(notice)) {
      events.accept(notice);
    }
    return new CloudTikException(ErrorCode.PERMISSION_DENIED, why);
  }

  /** A name that cannot be looked up now may be later. */
  private static boolean isAt(String host, InetAddress from) {
    try {
      return List.of(InetAddress.getAllByName(host)).contains(from);
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Optional<Path> file(String sha256, String slot, String session) {
    PulledFiles all;
    synchronized (this) {
      all = files;
    }
    if (all == null) {
      return Optional.empty();
    }
    Path archive = worker.javaArchive(sha256);
    if (archive != null) {
      return Optional.of(archive);
    }
    return all.contents().entrySet().stream()
        .filter(entry -> entry.getKey().sha256().equals(sha256))
        .filter(entry -> entry.getKey().isPublic() || joined(slot, session))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** A controller that came back asks the store who joined before. */
  private boolean joined(String slot, String session) {
    if (!expected.containsKey(slot)) {
      return false;
    }
    String known =
        sessions.computeIfAbsent(
            slot,
            name ->
                parts()
                    .records()
                    .value(RecordKeys.join(parts().uid(), name), JoinRecord.class)
                    .map(JoinRecord::session)
                    .orElse(null));
    return known != null && same(known, ContentHash.of(session));
  }

  @Override
  public void failed(String slot, String session, String error) {
    if (joined(slot, session)) {
      fail.accept(slot, error);
    }
  }
}

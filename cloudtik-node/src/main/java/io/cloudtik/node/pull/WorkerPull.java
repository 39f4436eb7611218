/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.pull;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.access.LocalProcessAccess;
import io.cloudtik.impl.access.MachineAccess;
import io.cloudtik.impl.bootstrap.Bootstrap;
import io.cloudtik.impl.bootstrap.BootstrapParts;
import io.cloudtik.impl.bootstrap.JavaSource;
import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.pull.BootTicket;
import io.cloudtik.impl.pull.JoinAnswer;
import io.cloudtik.impl.pull.JoinRequest;
import io.cloudtik.impl.pull.PulledFiles;
import io.cloudtik.impl.wait.Waiter;
import io.cloudtik.node.link.HeadPlace;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a worker of this machine: joins at the head, fetches what it says, does the steps. */
final class WorkerPull {
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
  private static final int SESSION_BYTES = 32;

  private final BootTicket.OfWorker ticket;
  private final Path boot;
  private final PullMain.Done done;
  private final @Nullable JavaSource java;
  private final HeadPlace place;
  private String last = "";

  WorkerPull(BootTicket.OfWorker ticket, Path boot, PullMain.Done done, @Nullable JavaSource java) {
    this.ticket = ticket;
    this.boot = boot;
    this.done = done;
    this.java = java;
    this.place = new HeadPlace(ticket.notice(), ticket.pin());
  }

  void run() {
    JoinRequest request = new JoinRequest(ticket.token(), session(), MachineHostKeys.read());
    HeadClient first = new HeadClient(ticket.host(), ticket.port(), ticket.pin(), request);
    Joined joined =
        Waiter.waitFor("the head to let this machine in", PATIENCE, LOOK_AGAIN)
            .until(() -> tryToJoin(first, request), () -> last);
    PullMain.say("joined as " + joined.answer.config().nodeId());
    try {
      setUp(joined);
    } catch (CloudTikException e) {
      joined.head.failed(String.valueOf(e.getMessage()));
      throw e;
    }
  }

  /** What this machine is known by. A repeat after a lost answer has the same. */
  private String session() {
    Path file = boot.resolve("session");
    return LocalFiles.read(file)
        .orElseGet(
            () -> {
              byte[] random = new byte[SESSION_BYTES];
              new SecureRandom().nextBytes(random);
              String session = HexFormat.of().formatHex(random);
              LocalFiles.write(file, session, true);
              return session;
            });
  }

  /** The head that launched this machine may have been replaced meanwhile. */
  private Optional<Joined> tryToJoin(HeadClient first, JoinRequest request) {
    HeadClient head =
        place
            .read()
            .map(now -> new HeadClient(now.host(), now.joinPort(), ticket.pin(), request))
            .orElse(first);
    try {
      return Optional.of(new Joined(head, head.join()));
    } catch (CloudTikException e) {
      if (e.errorCode() != ErrorCode.HEAD_UNREACHABLE) {
        throw e;
      }
      say(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private void say(String what) {
    if (!what.equals(last)) {
      last = what;
      PullMain.say(what);
    }
  }

  private void setUp(Joined joined) {
    JoinAnswer answer = joined.answer;
    Path fetched = boot.resolve("fetched");
    say("fetch %d files".formatted(answer.files().size()));
    BootstrapParts parts =
        PulledFiles.fetched(answer.files(), fetched, joined.head::fetch, answer.withoutFiles(java));
    Path directory = Path.of(answer.directory());
    LocalFiles.write(
        HeadPlace.file(new NodeLayout(directory)),
        Json.write(new HeadPlace(ticket.notice(), ticket.pin())),
        false);
    try (MachineAccess access =
        LocalProcessAccess.toThisMachine(answer.config().host(), directory)) {
      Bootstrap.run(answer.config(), access, parts, () -> {}, this::say);
    }
    done.write(directory);
    LocalFiles.deleteTree(fetched);
    LocalFiles.deleteQuietly(boot.resolve("ticket.json"));
  }

  private record Joined(HeadClient head, JoinAnswer answer) {}
}

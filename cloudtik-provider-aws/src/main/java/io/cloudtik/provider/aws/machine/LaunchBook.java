/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.machine;

import io.cloudtik.error.StateConflictException;
import io.cloudtik.spi.store.StoredDocument;
import io.cloudtik.spi.store.WorkspaceStore;
import io.cloudtik.spi.store.WriteCondition;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The calls for machines of a cluster, each written down before it is made: its number, which makes
 * its client token, and the slots that it names. Whoever asks for one of these slots again makes
 * the same call, which EC2 then knows; a number is never used for another call. Lies in the
 * workspace and goes with the records of the cluster's life. Thread-safe.
 */
final class LaunchBook {
  /** Long after whatever came of a call is listed. */
  private static final Duration KEPT = Duration.ofHours(6);

  private static final int TRIES = 20;
  private static final String TAB = "\t";

  private final WorkspaceStore documents;
  private final String workspace;

  LaunchBook(WorkspaceStore documents, String workspace) {
    this.documents = documents;
    this.workspace = workspace;
  }

  /**
   * One call.
   *
   * @param at when it was written down
   * @param offering the id of what its machines are
   * @param slots in the order of launch indices
   */
  record Call(long number, Instant at, String offering, List<String> slots) {
    private String line() {
      return String.join(
          TAB,
          Long.toString(number),
          Long.toString(at.toEpochMilli()),
          offering,
          SlotNames.tag(slots));
    }

    private static Call of(String line) {
      String[] parts = line.split(TAB, -1);
      return new Call(
          Long.parseLong(parts[0]),
          Instant.ofEpochMilli(Long.parseLong(parts[1])),
          parts[2],
          SlotNames.of(parts[3]));
    }
  }

  /** All calls that are still known, the oldest first. */
  record Page(long next, List<Call> calls) {
    /** Returns the last call that named a slot. */
    Optional<Call> last(String slot) {
      return calls.stream()
          .filter(call -> call.slots().contains(slot))
          .reduce((before, after) -> after);
    }
  }

  /**
   * Writes down further calls, before any of them is made.
   *
   * @param wanted says for which slots, by what is known; asked again if another wrote meanwhile
   */
  List<Call> add(
      String uid, String offering, Instant now, Function<Page, List<List<String>>> wanted) {
    for (int tries = 1; ; tries++) {
      Optional<StoredDocument> before = documents.read(key(uid));
      Page page = before.map(LaunchBook::page).orElse(new Page(1, List.of()));
      List<List<String>> slots = wanted.apply(page);
      if (slots.isEmpty()) {
        return List.of();
      }
      List<Call> added = new ArrayList<>();
      for (List<String> each : slots) {
        added.add(new Call(page.next + added.size(), now, offering, each));
      }
      try {
        documents.write(
            key(uid),
            text(page, added, now),
            before
                .map(document -> WriteCondition.ifVersion(document.version()))
                .orElse(WriteCondition.ifAbsent()),
            null);
        return added;
      } catch (StateConflictException e) {
        if (tries == TRIES) {
          throw e;
        }
      }
    }
  }

  private static String text(Page page, List<Call> added, Instant now) {
    StringBuilder text = new StringBuilder().append(page.next + added.size()).append('\n');
    page.calls.stream()
        .filter(call -> Duration.between(call.at, now).compareTo(KEPT) < 0)
        .forEach(call -> text.append(call.line()).append('\n'));
    added.forEach(call -> text.append(call.line()).append('\n'));
    return text.toString();
  }

  /** Returns what is known of the calls of a cluster. */
  Page read(String uid) {
    return documents.read(key(uid)).map(LaunchBook::page).orElse(new Page(1, List.of()));
  }

  private static Page page(StoredDocument document) {
    List<String> lines = document.text().lines().toList();
    return new Page(
        Long.parseLong(lines.get(0)),
        lines.subList(1, lines.size()).stream().map(Call::of).toList());
  }

  private static String key(String uid) {
    return "lives/" + uid + "/launches";
  }

  /** Returns the client token of a call: at most 64 characters, the same for whoever makes it. */
  String token(String uid, Call call) {
    try {
      String name = String.join("/", workspace, uid, Long.toString(call.number));
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return "cloudtik-" + HexFormat.of().formatHex(hash, 0, 20);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

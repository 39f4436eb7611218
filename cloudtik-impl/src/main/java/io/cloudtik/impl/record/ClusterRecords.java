/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.record;

import io.cloudtik.ClusterState;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.StateConflictException;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spi.store.StoredDocument;
import io.cloudtik.spi.store.WorkspaceStore;
import io.cloudtik.spi.store.WriteCondition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The records of clusters, also those that a newer version has written or that are damaged: a
 * cluster can be seen and ended as long as anything tells its uid.
 */
public final class ClusterRecords {
  private static final Pattern KEY = Pattern.compile("clusters/([^/]+)/record");

  private final WorkspaceRecords records;
  private final WorkspaceStore store;

  public ClusterRecords(WorkspaceRecords records) {
    this.records = records;
    this.store = records.store();
  }

  /** Returns what is known of a cluster, also of one that is terminated. */
  public Optional<ClusterSight> find(String name) {
    return look(name).map(Look::sight);
  }

  /** Returns all clusters by name, terminated ones included. */
  public List<ClusterSight> all() {
    return store.list(RecordKeys.CLUSTERS).stream()
        .map(KEY::matcher)
        .filter(Matcher::matches)
        .flatMap(key -> find(key.group(1)).stream())
        .toList();
  }

  /**
   * Sets the state of one life of a cluster unless it is terminated, and leaves everything else in
   * the record as it is, known to this version or not.
   *
   * @return the cluster afterwards; perhaps another life, or terminated
   */
  public ClusterRecord move(String name, String uid, ClusterState next) {
    while (true) {
      Look before =
          look(name)
              .orElseThrow(
                  () ->
                      new CloudTikException(
                          ErrorCode.CLUSTER_NOT_FOUND, "no record of cluster " + name));
      ClusterRecord record = before.sight.record();
      if (!record.uid().equals(uid)
          || record.state() == ClusterState.TERMINATED
          || record.state() == next) {
        return record;
      }
      try {
        String text =
            before.outlined()
                ? Json.write(record.in(next))
                : Json.with(before.text(), "state", next.name());
        store.write(RecordKeys.cluster(name), text, before.condition(), null);
        return record.in(next);
      } catch (StateConflictException e) {
        // Somebody else changed it: look again.
        continue;
      }
    }
  }

  private Optional<Look> look(String name) {
    String key = RecordKeys.cluster(name);
    try {
      return store.read(key).map(document -> look(name, document));
    } catch (CloudTikException e) {
      if (e.errorCode() != ErrorCode.STORE_CORRUPT) {
        throw e;
      }
      return Optional.of(outline(name, null, e));
    }
  }

  private Look look(String name, StoredDocument document) {
    try {
      ClusterRecord record = records.read(document, ClusterRecord.class);
      return new Look(new ClusterSight(record, null), document);
    } catch (CloudTikException e) {
      return outline(name, document, e);
    }
  }

  private Look outline(String name, @Nullable StoredDocument document, CloudTikException trouble) {
    String json = document == null ? "" : document.text();
    String uid =
        Json.property(json, "uid")
            .filter(text -> text.matches("[A-Za-z0-9-]{1,64}"))
            .or(() -> uidOfItsStart(name))
            .or(() -> uidThatNobodyHas(name))
            .orElseThrow(() -> trouble);
    ClusterRecord record =
        new ClusterRecord(
            Json.property(json, "protocol")
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(Integer::valueOf)
                .orElse(StateKeys.PROTOCOL),
            name,
            uid,
            state(Json.property(json, "state").orElse("")),
            ClusterSpec.builder().name(name).workerGroups(List.of()).build(),
            Instant.EPOCH,
            "start-" + name + "-" + uid,
            null);
    return new Look(new ClusterSight(record, trouble), document);
  }

  /** The operation that started the cluster has the uid in its name. */
  private Optional<String> uidOfItsStart(String name) {
    Pattern start =
        Pattern.compile(
            Pattern.quote(RecordKeys.OPERATIONS + "start-" + name + "-") + "([0-9a-f]{12})");
    List<String> uids =
        store.list(RecordKeys.OPERATIONS + "start-" + name + "-").stream()
            .map(start::matcher)
            .filter(Matcher::matches)
            .map(key -> key.group(1))
            .toList();
    return uids.size() == 1 ? Optional.of(uids.get(0)) : Optional.empty();
  }

  /** If one life is left that no other record speaks of, it must be that of this cluster. */
  private Optional<String> uidThatNobodyHas(String name) {
    Set<String> lives = new TreeSet<>();
    for (String key : store.list(RecordKeys.LIVES)) {
      lives.add(key.split("/", 3)[1]);
    }
    for (String key : store.list(RecordKeys.CLUSTERS)) {
      if (!key.equals(RecordKeys.cluster(name))) {
        uid(key).ifPresent(lives::remove);
      }
    }
    return lives.size() == 1 ? Optional.of(lives.iterator().next()) : Optional.empty();
  }

  private Optional<String> uid(String key) {
    try {
      return store.read(key).flatMap(document -> Json.property(document.text(), "uid"));
    } catch (CloudTikException e) {
      // It is damaged, too, so nobody knows whose life is whose.
      return Optional.empty();
    }
  }

  private static ClusterState state(String name) {
    for (ClusterState state : ClusterState.values()) {
      if (state.name().equals(name)) {
        return state;
      }
    }
    return ClusterState.UNREACHABLE;
  }

  /** One look at a document; null if even the store cannot read it. */
  private record Look(ClusterSight sight, @Nullable StoredDocument document) {
    boolean outlined() {
      return Json.property(text(), "uid").isEmpty();
    }

    String text() {
      return document == null ? "" : document.text();
    }

    WriteCondition condition() {
      return document == null
          ? WriteCondition.always()
          : WriteCondition.ifVersion(document.version());
    }
  }
}

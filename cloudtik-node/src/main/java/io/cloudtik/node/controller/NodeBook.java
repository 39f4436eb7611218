/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.NodeState;
import io.cloudtik.error.StateConflictException;
import io.cloudtik.event.NodeEvent;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.state.ClusterState;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.impl.wait.Time;
import io.cloudtik.node.controller.decide.NodeRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The records of the nodes, in Redis by compare-and-set. Used by one thread. */
final class NodeBook {
  private static final Logger logger = LoggerFactory.getLogger(NodeBook.class);

  private final String cluster;
  private final ClusterState state;
  private final EventLog events;
  private final Time time;
  private final Map<String, Entry> entries = new TreeMap<>();

  NodeBook(ClusterParts parts, EventLog events) {
    this.cluster = parts.cluster();
    this.state = parts.state();
    this.time = parts.time();
    this.events = events;
  }

  /** Reads all records; time in a state counts from now. */
  void load() {
    entries.clear();
    state
        .records(StateKeys.node(""))
        .values()
        .forEach(
            found -> {
              NodeRecord record = Json.read(found.json(), NodeRecord.class);
              entries.put(record.id(), new Entry(record, found.version(), time.mark()));
            });
  }

  List<NodeRecord> all() {
    return entries.values().stream().map(Entry::record).toList();
  }

  Optional<NodeRecord> find(String id) {
    return Optional.ofNullable(entries.get(id)).map(Entry::record);
  }

  Duration inState(String id) {
    Entry entry = entries.get(id);
    return entry == null ? Duration.ZERO : time.since(entry.since);
  }

  /** Adds a node that no record speaks of. */
  void add(NodeRecord record) {
    if (!entries.containsKey(record.id())) {
      save(record, 0, time.mark());
      logger.info("node={} state={} reason={}", record.id(), record.state(), record.reason());
    }
  }

  void move(String id, NodeState to, String reason) {
    Entry entry = require(id);
    NodeState from = entry.record.state();
    save(entry.record.moved(to, time.now(), reason), entry.version, time.mark());
    logger.info("node={} state={}->{} reason={}", id, from, to, reason);
    events.tell(
        NodeEvent.builder()
            .at(time.now())
            .subject(cluster)
            .message(reason)
            .node(id)
            .from(from)
            .to(to)
            .build());
  }

  void reachedAt(String id, String host) {
    Entry entry = require(id);
    if (!host.equals(entry.record.host())) {
      save(entry.record.at(host), entry.version, entry.since);
    }
  }

  void forget(String id) {
    state.delete(StateKeys.node(id));
    entries.remove(id);
  }

  private Entry require(String id) {
    Entry entry = entries.get(id);
    if (entry == null) {
      throw new IllegalStateException("no record of node " + id);
    }
    return entry;
  }

  private void save(NodeRecord record, long version, long since) {
    String key = StateKeys.node(record.id());
    long written = state.compareAndSet(key, version, Json.write(record));
    if (written == 0) {
      // A write whose answer was lost, or another controller: the next pass starts from what is
      // there.
      load();
      throw new StateConflictException(key, Long.toString(version), "another");
    }
    entries.put(record.id(), new Entry(record, written, since));
  }

  private record Entry(NodeRecord record, long version, long since) {}
}

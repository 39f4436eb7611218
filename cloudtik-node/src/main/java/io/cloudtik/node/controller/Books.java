/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

/** What the controller remembers between two passes. Used by the one thread that makes passes. */
record Books(
    NodeBook nodes,
    JobBook jobs,
    Wishes wishes,
    HeartbeatWatch heartbeats,
    Pushes pushes,
    GroupBackoff backoff,
    OfferBook offers,
    Recently recently,
    Leftovers leftovers) {
  static Books of(
      ClusterParts parts,
      Leadership leadership,
      Pushes pushes,
      EventLog events,
      FailureLog failures) {
    return new Books(
        new NodeBook(parts, events),
        new JobBook(parts, leadership, events, failures),
        new Wishes(parts, leadership, events),
        new HeartbeatWatch(parts.time()),
        pushes,
        new GroupBackoff(parts.time()),
        new OfferBook(parts.offerings(), parts.time(), parts.uid().hashCode()),
        new Recently(parts.time()),
        new Leftovers(parts, failures));
  }

  /** Begins anew from the store and Redis, as whoever just got the lease must. */
  void load() {
    wishes.load();
    nodes.load();
    jobs.load();
    leftovers.load(jobs);
    heartbeats.awaitAnew();
    recently.forget();
  }
}

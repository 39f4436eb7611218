/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.cloud;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One thing of the cloud as a reading told it. Immutable.
 *
 * @param id given by the cloud, never used again
 * @param kind what it is
 * @param name chosen by who made it
 * @param labels chosen by who made it; none where its kind cannot carry any
 * @param properties how it is
 * @param uses ids of things that it cannot be without
 * @param state how far it is
 */
public record Thing(
    String id,
    ThingKind kind,
    String name,
    Map<String, String> labels,
    Map<String, String> properties,
    Set<String> uses,
    State state) {
  /** How far a thing is. */
  public enum State {
    /** It is being made. */
    PENDING,
    /** It can be used. */
    READY,
    /** It is being deleted. */
    DELETING,
    /** It is no more; some clouds tell of it for a while. */
    GONE
  }

  /** Makes the record, with copies that have one order. */
  public Thing {
    labels = java.util.Collections.unmodifiableMap(new TreeMap<>(labels));
    properties = java.util.Collections.unmodifiableMap(new TreeMap<>(properties));
    uses = java.util.Collections.unmodifiableSet(new TreeSet<>(uses));
  }

  @Override
  public String toString() {
    return id + " " + state + " " + name + " " + properties;
  }
}

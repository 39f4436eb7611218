/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik;

import io.cloudtik.spec.DataSize;
import io.cloudtik.spec.SpecStyle;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** A node of a cluster at one moment. Immutable. */
@Value.Immutable
@SpecStyle
public abstract class Node {
  Node() {}

  /** Returns a builder; all that has no default is required. */
  public static Builder builder() {
    return ImmutableNode.builder();
  }

  /** Returns the id, never used twice in one life of a cluster, for example {@code workers-2}. */
  public abstract String id();

  /** Returns the worker group, or {@code head}. */
  public abstract String group();

  /** Returns the state. */
  public abstract NodeState state();

  /** Returns when it came into this state. */
  public abstract Instant since();

  /** Returns why it is in this state, for people. */
  @Value.Default
  public String reason() {
    return "";
  }

  /** Returns the address; empty until a machine runs. */
  public abstract Optional<String> host();

  /** Returns the number of CPUs. */
  public abstract int cpus();

  /** Returns the memory. */
  public abstract DataSize memory();

  /** Returns the share of its CPUs that is busy, 0 to 1, from the last heartbeat; default 0. */
  @Value.Default
  public double cpuUsed() {
    return 0;
  }

  /** Returns the memory that its processes use, from the last heartbeat; default 0. */
  @Value.Default
  public DataSize memoryUsed() {
    return DataSize.bytes(0);
  }

  /** Returns the state of each of its services, by name. */
  public abstract Map<String, ServiceState> services();

  /** Says whether this is the head. */
  public final boolean isHead() {
    return group().equals("head");
  }

  /** Builds a {@link Node}. Not thread-safe. */
  public interface Builder {
    /** Sets the id. */
    Builder id(String id);

    /** Sets the worker group, or {@code head}. */
    Builder group(String group);

    /** Sets the state. */
    Builder state(NodeState state);

    /** Sets when it came into this state. */
    Builder since(Instant since);

    /** Sets why it is in this state. */
    Builder reason(String reason);

    /** Sets the address. */
    Builder host(String host);

    /** Sets the number of CPUs. */
    Builder cpus(int cpus);

    /** Sets the memory. */
    Builder memory(DataSize memory);

    /** Sets the share of its CPUs that is busy. */
    Builder cpuUsed(double share);

    /** Sets the memory that its processes use. */
    Builder memoryUsed(DataSize memory);

    /** Sets the state of one service. */
    Builder putServices(String name, ServiceState state);

    /** Returns the node. */
    Node build();
  }
}

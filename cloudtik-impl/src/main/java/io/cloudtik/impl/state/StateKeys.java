/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.state;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** The names of everything in Redis. Changing one changes the protocol. */
public final class StateKeys {
  /** The version of keys, commands and views that this build speaks. */
  public static final int PROTOCOL = 1;

  /** The stream of commands from clients to the cluster controller. */
  public static final String COMMANDS = "commands";

  /** What clients read of the cluster. */
  public static final String CLUSTER_VIEW = "view:cluster";

  /** The stream of events. */
  public static final String EVENTS = "events";

  private StateKeys() {}

  /** The stream of commands to one node. */
  public static String nodeCommands(String nodeId) {
    return "node-commands:" + nodeId;
  }

  /** The answer to a command. */
  public static String reply(String commandId) {
    return "reply:" + commandId;
  }

  /** The controller's record of a node. */
  public static String node(String nodeId) {
    return "node:" + nodeId;
  }

  /** The controller's record of a job. */
  public static String job(String jobId) {
    return "job:" + jobId;
  }

  /** The node's record of a job that it runs. */
  public static String jobRun(String jobId) {
    return "jobrun:" + jobId;
  }

  /** How far a reader of a stream came. */
  public static String cursor(String reader) {
    return "cursor:" + reader;
  }

  /** The last heartbeat of a node; on a shard. */
  public static String heartbeat(String nodeId) {
    return "heartbeat:" + nodeId;
  }

  /** The stream of what a job prints; on a shard. */
  public static String output(String jobId) {
    return "output:" + jobId;
  }

  /** Says whether a key, or all keys of a prefix, lie on a shard rather than on the primary. */
  public static boolean onShard(String key) {
    return key.equals(EVENTS) || key.startsWith("heartbeat:") || key.startsWith("output:");
  }

  /** Returns which of {@code shards} a key lies on: the CRC-32 of its UTF-8 bytes, modulo. */
  static int shard(String key, int shards) {
    CRC32 sum = new CRC32();
    sum.update(key.getBytes(StandardCharsets.UTF_8));
    return (int) (sum.getValue() % shards);
  }
}

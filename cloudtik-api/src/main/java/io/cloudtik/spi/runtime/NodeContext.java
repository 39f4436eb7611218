/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spi.runtime;

import io.cloudtik.spi.provider.NodeShape;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the hooks of a runtime on a node are given. Paths are of that node and exist. */
public interface NodeContext extends HookContext {
  /** Returns the id of this node, for example {@code workers-2}. */
  String nodeId();

  /** Says whether this node is the head. */
  boolean head();

  /** Returns the address that services of this node bind to and are reached at. */
  String address();

  /** Returns what this node has. */
  NodeShape shape();

  /** Returns the directory of this runtime on this node. */
  Path home();

  /** Returns the directory for log files. */
  Path logs();

  /** Returns the directory for scratch data of this runtime on this node. */
  Path scratch();

  /**
   * Returns a directory for scratch data of this runtime on each data disk of the node; empty if it
   * has none. They go with the node.
   */
  default List<Path> dataDisks() {
    return List.of();
  }

  /** Returns the Java home that services should run with. */
  Path javaHome();

  /** Says whether nothing may be shared with other nodes of this computer, not even a cache. */
  boolean isolated();

  /**
   * Returns what {@link #deliver} named on the client, or a directory above it; empty if it was not
   * sent, as to nodes that share the client's computer. Nodes may link to it.
   */
  default Optional<Path> delivered(String name) {
    return Optional.empty();
  }

  /** Returns the address of a path in the shared data of the workspace. */
  URI data(String path);

  @Override
  default String dataScheme() {
    return data("").getScheme();
  }

  /**
   * Returns what Hadoop's file systems must be set to before they can reach the shared data, under
   * Hadoop's own names; default nothing. There is no secret in it.
   */
  default Map<String, String> dataOptions() {
    return Map.of();
  }

  /**
   * Returns the file with what jobs on this node may do, in the form that the SDK of the cloud
   * reads; it is written anew before the rights in it end. Empty where processes of jobs get their
   * rights from the machine, which is the default.
   */
  default Optional<Path> jobRights() {
    return Optional.empty();
  }

  /**
   * Returns a file, readable by its owner only, with a random secret of that name: one line of
   * letters and digits, the same on every node of the cluster.
   */
  Path secret(String name);

  /**
   * Says whether processes {@link ProcessSpec#asJobUser()} of this node, services too, run as
   * another user, who is in the machine's list of users; it is the same user on all nodes of the
   * cluster. He can pass to the directory of this runtime and read there what others may. For all
   * else there are {@link #openToJobs} and {@link #giveToJobs}. What he may read or change, jobs
   * may.
   */
  default boolean jobUserHasName() {
    return false;
  }

  /**
   * Lets that user, and nobody else, read a file, or a directory with all that is in it now; does
   * nothing if there is none.
   *
   * @param path below the directories of this context, or in shared data
   */
  default void openToJobs(Path path) {}

  /**
   * Gives that user a directory with all that is in it; does nothing if there is none. Repeating it
   * changes nothing.
   *
   * @param directory below the directories of this context, or in shared data; made if missing
   */
  default void giveToJobs(Path directory) {}

  /**
   * Returns a free port of this node: the preferred one if nobody has it. The same name gets the
   * same port again when the hook is repeated.
   */
  int port(String name, int preferred);

  /** Returns what the head's runtimes publish; on the head, what was configured before this one. */
  List<EndpointSpec> published();
}

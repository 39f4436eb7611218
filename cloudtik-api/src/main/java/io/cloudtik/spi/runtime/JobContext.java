/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spi.runtime;

import io.cloudtik.spi.provider.NodeShape;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** What a runtime is told about the node that runs a job. */
public interface JobContext {
  /** Returns the id of the job. */
  String jobId();

  /** Returns the id of the node. */
  String nodeId();

  /** Returns the address that processes of this node bind to. */
  String address();

  /** Returns what this node has. */
  NodeShape shape();

  /** Returns the directory of this runtime on this node. */
  Path home();

  /** Returns the directory of the job, which has its files by name and is its working directory. */
  Path directory();

  /** Returns the address under which every node reads the job's files, by name below it. */
  URI files();

  /** Returns the Java home that jobs should run with. */
  Path javaHome();

  /** Says the same as {@link NodeContext#jobUserHasName()}. */
  default boolean jobUserHasName() {
    return false;
  }

  /** Returns what the head's runtimes publish. */
  List<EndpointSpec> published();
}

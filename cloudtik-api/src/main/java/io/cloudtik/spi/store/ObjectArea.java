/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spi.store;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Larger objects of a workspace: bundles, job files, event logs. Paths are segments joined by
 * {@code /}; users choose some of them, so a segment is any text of at most 200 bytes in UTF-8
 * without control characters, {@code \\} and {@code ~}, and not {@code .} or {@code ..}.
 * Implementations are thread-safe; an object appears whole or not at all.
 */
public interface ObjectArea {
  /** Says whether an object of that path exists. */
  boolean has(String path);

  /** Writes a file of this machine as an object, replacing an older one. */
  void put(String path, Path file);

  /**
   * Reads an object into a file of this machine, replacing it.
   *
   * @throws io.cloudtik.error.CloudTikException with {@code FILE_MISSING} if there is none
   */
  void fetch(String path, Path file);

  /**
   * Returns the address from which a machine of the workspace reads that one object without having
   * any right of its own: of a {@code file} that is mounted in machines, or by {@code https} with
   * the right in the address. Whether the object exists is not looked at.
   *
   * @param validity how long the address must work at least
   * @return empty if there is no such address, which is the default
   */
  default Optional<URI> readableAt(String path, Duration validity) {
    return Optional.empty();
  }

  /** Returns the paths of objects that start with {@code prefix}, sorted. */
  List<String> list(String prefix);

  /** Deletes every object whose path starts with {@code prefix}; none is fine. */
  void deleteAll(String prefix);

  /**
   * Returns the address under which frameworks on the nodes read and write that path. A path may
   * end with a slash, or be empty for the whole area; then it stands for everything below, and so
   * does the address.
   */
  URI uri(String path);

  /**
   * Returns what Hadoop's file systems must be set to before they can reach {@link #uri}, under
   * Hadoop's own names, for example {@code fs.s3a.endpoint.region}. Specs of services and files of
   * nodes show it, so it holds no secret: who may read and write is decided by the role that a
   * machine has.
   *
   * @return empty if nothing has to be set, which is the default
   */
  default Map<String, String> hadoopOptions() {
    return Map.of();
  }
}

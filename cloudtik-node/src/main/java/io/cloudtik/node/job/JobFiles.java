/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.job;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.job.ReadableFiles;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;

/** Where the files of a job come from: one implementation for each scheme of addresses. */
interface JobFiles {
  /** Puts files into a directory under their own names, which are relative paths. */
  void fetch(Set<String> names, Path directory);

  /**
   * Returns what reads from an address, or fails with the schemes that can be read.
   *
   * @param readable where single files can be read instead
   */
  static JobFiles from(String address, ReadableFiles readable) {
    if (!readable.addresses().isEmpty()) {
      return new ReadableJobFiles(readable);
    }
    if (address.isEmpty()) {
      return JobFiles::none;
    }
    URI uri = URI.create(address);
    if ("file".equals(uri.getScheme())) {
      Path source = Path.of(uri);
      return (names, directory) ->
          names.forEach(name -> LocalFiles.copyTree(source.resolve(name), directory.resolve(name)));
    }
    return (names, directory) -> elsewhere(names, uri);
  }

  private static void elsewhere(Set<String> names, URI uri) {
    if (names.isEmpty()) {
      return; // It is only told where they would lie.
    }
    throw new CloudTikException(
        ErrorCode.JOB_REJECTED,
        "files of a job lie at %s, and this node reads addresses of scheme 'file' only, or single files"
                .formatted(uri)
            + " whose addresses the storage gives, which it did not; use a node of the same version"
            + " as the client");
  }

  private static void none(Set<String> names, Path directory) {
    if (!names.isEmpty()) {
      throw new CloudTikException(
          ErrorCode.JOB_REJECTED,
          "job needs the files " + names + ", but nobody said where they are; submit it again");
    }
  }
}

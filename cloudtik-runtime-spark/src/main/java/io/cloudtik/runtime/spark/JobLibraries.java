/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import io.cloudtik.spec.JobSpec;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Libraries of a job: its files below {@code lib}, and an option for each, in order. */
final class JobLibraries {
  private final String prefix;
  private final Set<String> names;
  private final Set<Path> known;
  private int count;

  /**
   * Looks at what a job has.
   *
   * @param prefix what the names of the options begin with, which says what kind of library it is
   */
  JobLibraries(JobSpec job, String prefix) {
    this.prefix = prefix;
    this.names = new HashSet<>(job.files().keySet());
    this.known = new HashSet<>(job.files().values());
    this.count = of(job.options(), prefix).size();
  }

  /** Adds files; one that the job has already is not sent twice. */
  void add(List<Path> files, JobSpec.Builder job) {
    for (Path file : files) {
      Path absolute = file.toAbsolutePath();
      if (known.add(absolute)) {
        String name = unused(absolute.getFileName().toString());
        job.putFiles(name, absolute);
        job.putOptions(prefix + "%04d".formatted(count++), name);
      }
    }
  }

  private String unused(String file) {
    String name = "lib/" + file;
    for (int i = 2; !names.add(name); i++) {
      name = "lib/" + i + "/" + file;
    }
    return name;
  }

  /** Returns the names of the files, in order. */
  static List<String> of(Map<String, String> options, String prefix) {
    return new TreeMap<>(options)
        .entrySet().stream()
            .filter(option -> option.getKey().startsWith(prefix))
            .map(Map.Entry::getValue)
            .toList();
  }
}

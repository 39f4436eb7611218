/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import io.cloudtik.spec.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What may stand in a user's part of Spark's configuration. */
final class ConfRules {
  private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+[\\w.+-]*");
  private static final Pattern SECRET =
      Pattern.compile("secret|password|access[.]?key", Pattern.CASE_INSENSITIVE);

  /** What the runtime itself must decide, or the cluster would not work or not be safe. */
  private static final Set<String> OURS =
      Set.of(
          "spark.master",
          "spark.authenticate",
          "spark.master.rest.enabled",
          "spark.submit.deployMode",
          "spark.driver.host",
          "spark.driver.bindAddress");

  private ConfRules() {}

  static List<String> problems(String path, String version, Map<String, String> conf) {
    List<String> problems = new ArrayList<>();
    if (!VERSION.matcher(version).matches()) {
      problems.add(path + ".version: expected a version like 4.0.1, got " + Names.quoted(version));
    }
    problems.addAll(problems(path, conf));
    return problems;
  }

  static List<String> problems(String path, Map<String, String> conf) {
    List<String> problems = new ArrayList<>();
    conf.forEach(
        (name, value) -> {
          String quoted = Names.quoted(name);
          if (!name.matches("spark\\.[\\w.-]+")) {
            problems.add(path + ".conf: expected names like spark.x.y, got " + quoted);
          } else if (OURS.contains(name)) {
            problems.add(path + ".conf: expected no entry that the runtime sets, got " + quoted);
          } else if (SECRET.matcher(name).find()) {
            problems.add(
                path
                    + ".conf: expected no secrets, since specs and jobs are stored, got "
                    + quoted);
          }
          if (value.chars().anyMatch(c -> c == '\0' || c == '\r')) {
            problems.add(path + ".conf: expected text, got control characters in " + quoted);
          }
        });
    return problems;
  }
}

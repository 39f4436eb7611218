/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik;

import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.spec.Names;
import io.cloudtik.spec.SpecStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.immutables.value.Value;

/** What a scheduler keeps of a job to find it again from any JVM. Immutable; holds no secret. */
@Value.Immutable
@SpecStyle
public abstract class JobReference {
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._-]{1,200}");
  private static final Pattern PAIR =
      Pattern.compile("\\s*\"([a-z]+)\"\\s*:\\s*\"([A-Za-z0-9._-]+)\"\\s*");

  JobReference() {}

  /** Returns a reference. */
  public static JobReference of(String workspace, String cluster, String job) {
    return ImmutableJobReference.builder().workspace(workspace).cluster(cluster).job(job).build();
  }

  /**
   * Reads what {@link #toJson()} wrote.
   *
   * @throws InvalidSpecException if the text is something else
   */
  public static JobReference fromJson(String json) {
    String text = Objects.requireNonNull(json, "json").strip();
    Map<String, String> values = new HashMap<>();
    if (text.startsWith("{") && text.endsWith("}")) {
      for (String pair : text.substring(1, text.length() - 1).split(",", -1)) {
        Matcher matcher = PAIR.matcher(pair);
        if (matcher.matches()) {
          values.put(matcher.group(1), matcher.group(2));
        }
      }
    }
    if (!values.keySet().containsAll(Set.of("workspace", "cluster", "job"))) {
      throw InvalidSpecException.of(
          "job reference: expected {\"workspace\":\"…\",\"cluster\":\"…\",\"job\":\"…\"}, got "
              + Names.quoted(json));
    }
    return of(
        values.getOrDefault("workspace", ""),
        values.getOrDefault("cluster", ""),
        values.getOrDefault("job", ""));
  }

  @Value.Check
  void checkRules() {
    List<String> problems = new ArrayList<>();
    problem("workspace", workspace()).ifPresent(problems::add);
    problem("cluster", cluster()).ifPresent(problems::add);
    problem("job", job()).ifPresent(problems::add);
    if (!problems.isEmpty()) {
      throw InvalidSpecException.of(problems);
    }
  }

  private static Optional<String> problem(String attribute, String value) {
    return WORD.matcher(value).matches()
        ? Optional.empty()
        : Optional.of(
            "job reference.%s: expected 1 to 200 letters, digits, '.', '_' or '-', got %s"
                .formatted(attribute, Names.quoted(value)));
  }

  /** Returns the name of the workspace. */
  public abstract String workspace();

  /** Returns the name of the cluster. */
  public abstract String cluster();

  /** Returns the id of the job, unique in the workspace. */
  public abstract String job();

  /** Returns the reference as one line of JSON. */
  public final String toJson() {
    return "{\"workspace\":\"%s\",\"cluster\":\"%s\",\"job\":\"%s\"}"
        .formatted(workspace(), cluster(), job());
  }

  @Override
  public final String toString() {
    return toJson();
  }
}

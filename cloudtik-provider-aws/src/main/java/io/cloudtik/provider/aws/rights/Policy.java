/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.rights;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A policy of IAM or of a bucket as it is built, and its text. Not thread-safe. */
public final class Policy {
  private final List<Statement> statements = new ArrayList<>();

  /** Makes one that allows nothing. */
  public Policy() {}

  /** Adds a statement that allows something, and returns it. */
  Statement allow(String id) {
    Statement statement = new Statement(id);
    statements.add(statement);
    return statement;
  }

  /** Says whether it allows nothing. */
  public boolean isEmpty() {
    return statements.isEmpty();
  }

  /** Returns the text, without blanks: IAM counts them. */
  public String json() {
    List<String> parts = statements.stream().map(Statement::json).toList();
    return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", parts) + "]}";
  }

  /** Returns the text for people. */
  public String pretty() {
    return Pretty.of(json());
  }

  static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  /** One statement. */
  static final class Statement {
    private final String id;
    private final List<String> actions = new ArrayList<>();
    private final List<String> resources = new ArrayList<>();
    private final Map<String, Map<String, List<String>>> conditions = new TreeMap<>();
    private String principal = "";

    private Statement(String id) {
      this.id = id;
    }

    Statement to(String... more) {
      actions.addAll(List.of(more));
      return this;
    }

    Statement on(String... more) {
      resources.addAll(List.of(more));
      return this;
    }

    Statement on(List<String> more) {
      resources.addAll(more);
      return this;
    }

    Statement when(String operator, String key, String... values) {
      conditions.computeIfAbsent(operator, any -> new TreeMap<>()).put(key, List.of(values));
      return this;
    }

    /** For policies of roles and buckets; raw JSON. */
    Statement by(String principalJson) {
      principal = principalJson;
      return this;
    }

    private static String list(List<String> values) {
      List<String> quoted = values.stream().map(Policy::quoted).toList();
      return quoted.size() == 1 ? quoted.get(0) : "[" + String.join(",", quoted) + "]";
    }

    private String json() {
      StringBuilder out = new StringBuilder("{\"Sid\":").append(quoted(id));
      out.append(",\"Effect\":\"Allow\"");
      if (!principal.isEmpty()) {
        out.append(",\"Principal\":").append(principal);
      }
      out.append(",\"Action\":").append(list(actions));
      if (!resources.isEmpty()) {
        out.append(",\"Resource\":").append(list(resources));
      }
      if (!conditions.isEmpty()) {
        List<String> operators = new ArrayList<>();
        conditions.forEach(
            (operator, keys) -> {
              List<String> parts = new ArrayList<>();
              keys.forEach((key, values) -> parts.add(quoted(key) + ":" + list(values)));
              operators.add(quoted(operator) + ":{" + String.join(",", parts) + "}");
            });
        out.append(",\"Condition\":{").append(String.join(",", operators)).append('}');
      }
      return out.append('}').toString();
    }
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.policy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads policies as strictly as IAM does. */
final class PolicyReader {
  private static final Set<String> ELEMENTS =
      Set.of(
          "Sid",
          "Effect",
          "Principal",
          "NotPrincipal",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Condition");
  private static final String SYNTAX = "Syntax errors in policy.";

  /** What a policy is attached to. */
  enum Kind {
    IDENTITY,
    RESOURCE,
    TRUST
  }

  private final Kind kind;

  PolicyReader(Kind kind) {
    this.kind = kind;
  }

  PolicyDocument read(JsonElement json) {
    JsonObject document = object(json);
    check(Set.of("Version", "Id", "Statement").containsAll(document.keySet()), SYNTAX);
    String version = document.has("Version") ? document.get("Version").getAsString() : "2008-10-17";
    check(
        version.equals("2012-10-17") || version.equals("2008-10-17"),
        "The policy must contain a valid version string");
    check(document.has("Statement"), SYNTAX);
    List<Statement> statements = new ArrayList<>();
    Set<String> sids = new HashSet<>();
    for (JsonElement each : elements(document.get("Statement"))) {
      Statement statement = statement(object(each), version.equals("2012-10-17"));
      check(
          statement.sid().isEmpty() || sids.add(statement.sid()),
          "Statement IDs (SID) in a single policy must be unique.");
      statements.add(statement);
    }
    check(!statements.isEmpty(), SYNTAX);
    return new PolicyDocument(List.copyOf(statements));
  }

  private Statement statement(JsonObject json, boolean hasVariables) {
    check(ELEMENTS.containsAll(json.keySet()), SYNTAX);
    String effect = json.has("Effect") ? json.get("Effect").getAsString() : "";
    check(effect.equals("Allow") || effect.equals("Deny"), SYNTAX);
    check(json.has("Action") != json.has("NotAction"), "Policy statement must contain actions.");
    List<String> actions = texts(json.get(json.has("Action") ? "Action" : "NotAction"));
    for (String action : actions) {
      check(
          action.equals("*") || action.matches("[A-Za-z0-9-]+:[A-Za-z0-9*?]+"),
          "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
    }
    List<String> resources = resources(json);
    return new Statement(
        json.has("Sid") ? json.get("Sid").getAsString() : "",
        effect.equals("Allow"),
        principals(json, "Principal"),
        principals(json, "NotPrincipal"),
        actions,
        json.has("NotAction"),
        resources,
        json.has("NotResource"),
        conditions(json),
        hasVariables);
  }

  private List<String> resources(JsonObject json) {
    boolean says = json.has("Resource") || json.has("NotResource");
    if (kind == Kind.TRUST) {
      check(!says, "Has prohibited field Resource");
      return List.of("*");
    }
    check(
        json.has("Resource") != json.has("NotResource"),
        "Policy statement must contain resources.");
    List<String> resources = texts(json.get(json.has("Resource") ? "Resource" : "NotResource"));
    for (String resource : resources) {
      check(
          resource.equals("*") || resource.startsWith("arn:"),
          "Resource %s must be in ARN format or \"*\".".formatted(resource));
    }
    return resources;
  }

  private @Nullable Principals principals(JsonObject json, String element) {
    if (kind == Kind.IDENTITY) {
      check(!json.has(element), "Policy document should not specify a principal.");
      return null;
    }
    check(
        json.has("Principal") != json.has("NotPrincipal"),
        "Missing required field Principal cannot be empty!");
    if (!json.has(element)) {
      return null;
    }
    Map<String, List<String>> byType = new TreeMap<>();
    if (json.get(element).isJsonPrimitive()) {
      check(json.get(element).getAsString().equals("*"), "Invalid principal in policy");
      byType.put("AWS", List.of("*"));
    } else {
      for (Map.Entry<String, JsonElement> each : object(json.get(element)).entrySet()) {
        check(
            Set.of("AWS", "Service", "Federated", "CanonicalUser").contains(each.getKey()),
            "Invalid principal in policy");
        byType.put(each.getKey(), texts(each.getValue()));
      }
    }
    return new Principals(byType);
  }

  private static List<Condition> conditions(JsonObject json) {
    List<Condition> conditions = new ArrayList<>();
    if (json.has("Condition")) {
      for (Map.Entry<String, JsonElement> operator : object(json.get("Condition")).entrySet()) {
        for (Map.Entry<String, JsonElement> key : object(operator.getValue()).entrySet()) {
          conditions.add(Condition.of(operator.getKey(), key.getKey(), texts(key.getValue())));
        }
      }
    }
    return List.copyOf(conditions);
  }

  private static List<String> texts(JsonElement json) {
    List<String> texts = new ArrayList<>();
    for (JsonElement each : elements(json)) {
      check(each.isJsonPrimitive(), SYNTAX);
      texts.add(each.getAsString());
    }
    return List.copyOf(texts);
  }

  private static List<JsonElement> elements(JsonElement json) {
    return json.isJsonArray() ? json.getAsJsonArray().asList() : List.of(json);
  }

  private static JsonObject object(JsonElement json) {
    check(json.isJsonObject(), SYNTAX);
    return json.getAsJsonObject();
  }

  private static void check(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}

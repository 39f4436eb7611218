/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.policy;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A policy.
 *
 * @param statements of it
 */
public record PolicyDocument(List<Statement> statements) {
  /** Conditions on these, with values that are fixed, make a policy that is for few. */
  private static final Set<String> NARROW =
      Set.of(
          "aws:sourcevpce",
          "aws:sourcevpc",
          "aws:sourceip",
          "aws:sourcearn",
          "aws:sourceaccount",
          "aws:sourceowner",
          "aws:principalorgid",
          "aws:principalarn",
          "aws:principalaccount",
          "aws:userid",
          "s3:dataaccesspointarn",
          "s3:dataaccesspointaccount");

  /**
   * Reads a policy of a user or of a role.
   *
   * @throws IllegalArgumentException with AWS's words, if it is none
   */
  public static PolicyDocument ofIdentity(String text) {
    return read(text, PolicyReader.Kind.IDENTITY);
  }

  /**
   * Reads a policy of a resource, such as of a bucket.
   *
   * @throws IllegalArgumentException with AWS's words, if it is none
   */
  public static PolicyDocument ofResource(String text) {
    return read(text, PolicyReader.Kind.RESOURCE);
  }

  /**
   * Reads who may take a role.
   *
   * @throws IllegalArgumentException with AWS's words, if it is no such policy
   */
  public static PolicyDocument ofTrust(String text) {
    return read(text, PolicyReader.Kind.TRUST);
  }

  private static PolicyDocument read(String text, PolicyReader.Kind kind) {
    JsonElement json;
    try {
      json = JsonParser.parseString(text);
    } catch (JsonParseException e) {
      throw new IllegalArgumentException("Syntax errors in policy.", e);
    }
    return new PolicyReader(kind).read(json);
  }

  /** Says whether it lets anybody in the world do something. */
  public boolean isPublic() {
    return statements.stream()
        .anyMatch(
            statement ->
                statement.allows()
                    && (statement.notPrincipals() != null
                        || (statement.principals() != null && statement.principals().isEverybody()))
                    && statement.conditions().stream().noneMatch(PolicyDocument::isNarrow));
  }

  private static boolean isNarrow(Condition condition) {
    return NARROW.contains(condition.key().toLowerCase(Locale.ROOT))
        && !condition.ifExists()
        && !condition.operator().isNegated()
        && condition.wanted().stream()
            .noneMatch(each -> each.equals("*") || each.equals("0.0.0.0/0"));
  }
}

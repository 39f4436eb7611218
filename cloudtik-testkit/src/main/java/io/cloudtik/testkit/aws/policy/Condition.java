/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.policy;

import java.util.List;
import java.util.Locale;

/**
 * One condition of a statement: an operator, a key, and values of which one must fit (IAM User
 * Guide, "IAM JSON policy elements: Condition operators" and "Conditions with multiple context keys
 * or values").
 *
 * @param operator how values are compared, without what comes before and after its name
 * @param quantifier how several values of the request count
 * @param ifExists whether a request without the key fits
 * @param key that the request is asked for
 * @param wanted the values
 */
record Condition(
    Operator operator, Quantifier quantifier, boolean ifExists, String key, List<String> wanted) {
  private static final String IF_EXISTS = "IfExists";

  /** How several values of a request count. */
  enum Quantifier {
    NONE,
    FOR_ALL,
    FOR_ANY
  }

  static Condition of(String name, String key, List<String> wanted) {
    String rest = name;
    Quantifier quantifier = Quantifier.NONE;
    if (rest.startsWith("ForAllValues:")) {
      quantifier = Quantifier.FOR_ALL;
      rest = rest.substring("ForAllValues:".length());
    } else if (rest.startsWith("ForAnyValue:")) {
      quantifier = Quantifier.FOR_ANY;
      rest = rest.substring("ForAnyValue:".length());
    }
    boolean ifExists = rest.endsWith(IF_EXISTS);
    if (ifExists) {
      rest = rest.substring(0, rest.length() - IF_EXISTS.length());
    }
    Operator operator = Operator.named(rest);
    if (operator == Operator.NULL && (ifExists || quantifier != Quantifier.NONE)) {
      throw new IllegalArgumentException("Invalid Condition type : " + name);
    }
    return new Condition(operator, quantifier, ifExists, key, wanted);
  }

  boolean holds(RequestContext context, boolean hasVariables) {
    List<String> there = context.values(key);
    if (operator == Operator.NULL) {
      boolean isMissing = there == null || there.isEmpty();
      return wanted.stream()
          .anyMatch(each -> each.toLowerCase(Locale.ROOT).equals(String.valueOf(isMissing)));
    }
    if (there == null || there.isEmpty()) {
      return switch (quantifier) {
        case FOR_ALL -> true;
        case FOR_ANY -> ifExists;
        case NONE -> ifExists || operator.isNegated();
      };
    }
    return switch (quantifier) {
      case FOR_ALL -> there.stream().allMatch(value -> fits(value, context, hasVariables));
      case FOR_ANY -> there.stream().anyMatch(value -> fits(value, context, hasVariables));
      // A key with one value, for which all that is negated must differ.
      case NONE ->
          operator.isNegated()
              ? there.stream().allMatch(value -> fits(value, context, hasVariables))
              : there.stream().anyMatch(value -> fits(value, context, hasVariables));
    };
  }

  private boolean fits(String value, RequestContext context, boolean hasVariables) {
    boolean isOneOf =
        wanted.stream().anyMatch(each -> operator.matches(each, value, hasVariables, context));
    return operator.isNegated() != isOneOf;
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.policy;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a value of a policy is compared with one of a request. */
enum Operator {
  STRING_EQUALS("StringEquals", false),
  STRING_NOT_EQUALS("StringNotEquals", true),
  STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", false),
  STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", true),
  STRING_LIKE("StringLike", false),
  STRING_NOT_LIKE("StringNotLike", true),
  NUMERIC_EQUALS("NumericEquals", false),
  NUMERIC_NOT_EQUALS("NumericNotEquals", true),
  NUMERIC_LESS_THAN("NumericLessThan", false),
  NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", false),
  NUMERIC_GREATER_THAN("NumericGreaterThan", false),
  NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", false),
  DATE_EQUALS("DateEquals", false),
  DATE_NOT_EQUALS("DateNotEquals", true),
  DATE_LESS_THAN("DateLessThan", false),
  DATE_LESS_THAN_EQUALS("DateLessThanEquals", false),
  DATE_GREATER_THAN("DateGreaterThan", false),
  DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals", false),
  BOOL("Bool", false),
  BINARY_EQUALS("BinaryEquals", false),
  IP_ADDRESS("IpAddress", false),
  NOT_IP_ADDRESS("NotIpAddress", true),
  ARN_EQUALS("ArnEquals", false),
  ARN_LIKE("ArnLike", false),
  ARN_NOT_EQUALS("ArnNotEquals", true),
  ARN_NOT_LIKE("ArnNotLike", true),
  NULL("Null", false);

  private static final Map<String, Operator> BY_NAME = new TreeMap<>();

  static {
    for (Operator each : values()) {
      BY_NAME.put(each.text, each);
    }
  }

  private final String text;
  private final boolean negated;

  Operator(String text, boolean negated) {
    this.text = text;
    this.negated = negated;
  }

  static Operator named(String name) {
    Operator operator = BY_NAME.get(name);
    if (operator == null) {
      throw new IllegalArgumentException("Invalid Condition type : " + name);
    }
    return operator;
  }

  boolean isNegated() {
    return negated;
  }

  /** Says whether they match; what is negated is so by who asks. */
  boolean matches(String wanted, String value, boolean hasVariables, RequestContext context) {
    return switch (this) {
      case STRING_EQUALS, STRING_NOT_EQUALS, BINARY_EQUALS ->
          isText(wanted, value, hasVariables, 0, context);
      case STRING_EQUALS_IGNORE_CASE, STRING_NOT_EQUALS_IGNORE_CASE, BOOL ->
          isText(
              wanted,
              value,
              hasVariables,
              Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE,
              context);
      case STRING_LIKE, STRING_NOT_LIKE ->
          TextPattern.matches(wanted, value, hasVariables, 0, context);
      case ARN_EQUALS, ARN_LIKE, ARN_NOT_EQUALS, ARN_NOT_LIKE ->
          isArn(wanted, value, hasVariables, context);
      case IP_ADDRESS, NOT_IP_ADDRESS -> AddressBlock.contains(wanted, value);
      case NULL -> false;
      default -> isOrdered(wanted, value);
    };
  }

  private static boolean isText(
      String wanted, String value, boolean hasVariables, int flags, RequestContext context) {
    Pattern pattern = TextPattern.of(wanted, false, hasVariables, flags, context);
    return pattern != null && pattern.matcher(value).matches();
  }

  /** Each of the six parts of a name is compared by itself. */
  private static boolean isArn(
      String wanted, String value, boolean hasVariables, RequestContext context) {
    // A variable may hold colons, too; so its value is looked at as a whole.
    if (wanted.equals("*")) {
      return true;
    }
    String[] patterns = hasVariables && wanted.contains("${") ? null : wanted.split(":", 6);
    String[] parts = value.split(":", 6);
    if (patterns == null) {
      return TextPattern.matches(wanted, value, true, 0, context);
    }
    if (patterns.length != parts.length) {
      return false;
    }
    for (int i = 0; i < parts.length; i++) {
      if (!TextPattern.matches(patterns[i], parts[i], false, 0, context)) {
        return false;
      }
    }
    return true;
  }

  private boolean isOrdered(String wanted, String value) {
    Integer order = text.startsWith("Date") ? dates(wanted, value) : numbers(wanted, value);
    if (order == null) {
      return false;
    }
    String relation = text.replaceFirst("^(Date|Numeric)(Not)?", "");
    return switch (relation) {
      case "Equals" -> order == 0;
      case "LessThan" -> order < 0;
      case "LessThanEquals" -> order <= 0;
      case "GreaterThan" -> order > 0;
      case "GreaterThanEquals" -> order >= 0;
      default -> throw new IllegalStateException(text);
    };
  }

  private static @Nullable Integer numbers(String wanted, String value) {
    try {
      return new BigDecimal(value).compareTo(new BigDecimal(wanted));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable Integer dates(String wanted, String value) {
    Instant one = date(value);
    Instant other = date(wanted);
    return one == null || other == null
        ? null
        : (Integer) Objects.compare(one, other, Instant::compareTo);
  }

  private static @Nullable Instant date(String text) {
    try {
      if (text.matches("[0-9]+")) {
        return Instant.ofEpochSecond(Long.parseLong(text));
      }
      return text.length() == "2030-01-01".length()
          ? Instant.parse(text + "T00:00:00Z")
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}

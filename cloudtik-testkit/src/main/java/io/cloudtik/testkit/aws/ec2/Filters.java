/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What a listing is narrowed by. A filter that the listing does not know is refused, and never
 * ignored.
 */
final class Filters<T> {
  private static final String TAG = "tag:";

  private final List<Rule<T>> rules = new ArrayList<>();

  private record Rule<T>(Function<T, Collection<String>> values, List<Pattern> wanted) {
    boolean holds(T item) {
      return values.apply(item).stream()
          .anyMatch(value -> wanted.stream().anyMatch(it -> it.matcher(value).matches()));
    }
  }

  /**
   * Reads the filters of a call.
   *
   * @param known what there is to ask for, by the names of filters
   */
  static <T> Filters<T> of(
      Params params,
      Map<String, Function<T, Collection<String>>> known,
      Function<T, Map<String, String>> tags) {
    Filters<T> filters = new Filters<>();
    for (Params each : params.groups("Filter")) {
      String name = each.required("Name");
      List<Pattern> wanted = each.list("Value").stream().map(Filters::pattern).toList();
      if (wanted.isEmpty()) {
        throw Refusals.of("InvalidParameterValue", "The filter '%s' has no values", name);
      }
      filters.rules.add(new Rule<>(values(name, known, tags), wanted));
    }
    return filters;
  }

  private static <T> Function<T, Collection<String>> values(
      String name,
      Map<String, Function<T, Collection<String>>> known,
      Function<T, Map<String, String>> tags) {
    if (name.startsWith(TAG)) {
      String key = name.substring(TAG.length());
      return item -> {
        String value = tags.apply(item).get(key);
        return value == null ? List.of() : List.of(value);
      };
    }
    if (name.equals("tag-key")) {
      return item -> tags.apply(item).keySet();
    }
    if (name.equals("tag-value")) {
      return item -> tags.apply(item).values();
    }
    Function<T, Collection<String>> values = known.get(name);
    if (values == null) {
      throw Refusals.of("InvalidParameterValue", "The filter '%s' is invalid", name);
    }
    return values;
  }

  /** A star stands for any text, a question mark for one character. */
  private static Pattern pattern(String wanted) {
    StringBuilder pattern = new StringBuilder();
    for (int i = 0; i < wanted.length(); i++) {
      char each = wanted.charAt(i);
      if (each == '\\' && i + 1 < wanted.length()) {
        i++;
        pattern.append(Pattern.quote(String.valueOf(wanted.charAt(i))));
      } else {
        pattern.append(
            each == '*' ? ".*" : each == '?' ? "." : Pattern.quote(String.valueOf(each)));
      }
    }
    return Pattern.compile(pattern.toString(), Pattern.DOTALL);
  }

  boolean hold(T item) {
    return rules.stream().allMatch(it -> it.holds(item));
  }
}

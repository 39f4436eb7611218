/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spec;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Rules that many specs share, also those of providers and runtimes. Each method returns what is
 * wrong, told as <i>path: expectation, got value</i>, or an empty list.
 */
public final class SpecRules {
  /** The longest duration that a spec may have: 36,500 days. */
  public static final Duration LONGEST = Duration.ofDays(36_500);

  /** What Linux takes as one argument or one variable of a process, less the NUL at its end. */
  private static final int MAX_ARGUMENT = 128 * 1024 - 1;

  private static final int MAX_LABEL_KEY = 128;
  private static final int MAX_LABEL_VALUE = 256;

  private SpecRules() {}

  /** Finds what is wrong with a name, by the rules of {@link Names}. */
  public static List<String> name(String path, String name) {
    return Names.problems(path, name);
  }

  /** Finds what is wrong with text of 1 to {@code max} characters that is shown in one line. */
  public static List<String> line(String path, String text, int max) {
    boolean fits = !text.isBlank() && text.codePointCount(0, text.length()) <= max;
    return fits && text.codePoints().allMatch(Names::printable)
        ? List.of()
        : List.of(
            "%s: expected 1 to %d characters without control characters, got %s"
                .formatted(path, max, Names.quoted(text)));
  }

  /** Finds what is wrong with a program and its arguments. */
  public static List<String> command(String path, List<String> command) {
    return command.isEmpty() || command.get(0).isBlank()
        ? List.of(path + ": expected a program and its arguments, got no program")
        : arguments(path, command);
  }

  /** Finds what is wrong with arguments of a process. */
  public static List<String> arguments(String path, List<String> arguments) {
    List<String> problems = new ArrayList<>();
    for (String argument : arguments) {
      problems.addAll(processText(path, argument));
    }
    return problems;
  }

  private static List<String> processText(String path, String text) {
    if (text.indexOf('\0') >= 0) {
      return List.of(path + ": expected no NUL characters, got " + Names.quoted(text));
    }
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    return bytes <= MAX_ARGUMENT
        ? List.of()
        : List.of(
            "%s: expected at most %d bytes, got %d in %s; put it into a file"
                .formatted(path, MAX_ARGUMENT, bytes, Names.quoted(text)));
  }

  /** Finds what is wrong with variables of a process: names and values. */
  public static List<String> environment(String path, Map<String, String> environment) {
    List<String> problems = new ArrayList<>();
    environment.forEach(
        (name, value) -> {
          if (Names.isEnvironmentName(name)) {
            problems.addAll(processText(path + "." + name, name + "=" + value));
          } else {
            problems.add(
                path
                    + ": expected names of letters, digits and '_', not starting with a digit, got "
                    + Names.quoted(name));
          }
        });
    return problems;
  }

  /** Finds what is wrong with labels or tags: keys to 128 characters, values to 256. */
  public static List<String> labels(String path, Map<String, String> labels) {
    List<String> problems = new ArrayList<>();
    labels.forEach(
        (key, value) -> {
          problems.addAll(line(path, key, MAX_LABEL_KEY));
          if (!value.isEmpty()) {
            problems.addAll(line(path + "." + Names.shown(key), value, MAX_LABEL_VALUE));
          }
        });
    return problems;
  }

  /** Finds what is wrong with a duration, which may be {@link #LONGEST} at most. */
  public static List<String> duration(String path, Duration duration, Duration least) {
    return duration.compareTo(least) >= 0 && duration.compareTo(LONGEST) <= 0
        ? List.of()
        : List.of(
            "%s: expected %s to %s, got %s"
                .formatted(path, text(least), text(LONGEST), text(duration)));
  }

  private static String text(Duration duration) {
    return duration.equals(LONGEST) ? LONGEST.toDays() + " days" : duration.toString();
  }

  /** Finds what is wrong with a whole number. */
  public static List<String> number(String path, int number, int least, int greatest) {
    return number >= least && number <= greatest
        ? List.of()
        : List.of("%s: expected %d to %d, got %d".formatted(path, least, greatest, number));
  }
}

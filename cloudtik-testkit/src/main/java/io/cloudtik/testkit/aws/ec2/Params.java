/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import io.cloudtik.testkit.aws.AwsRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The parameters of a call. Every one that comes must have been asked for: what nobody knows is
 * refused, and never ignored.
 */
final class Params {
  private static final Set<String> OF_EVERY_CALL = Set.of("Action", "Version", "DryRun");

  private final Map<String, String> all;
  private final String prefix;
  private final Set<String> asked;

  private Params(Map<String, String> all, String prefix, Set<String> asked) {
    this.all = all;
    this.prefix = prefix;
    this.asked = asked;
  }

  static Params of(Map<String, String> form) {
    return new Params(new TreeMap<>(form), "", new TreeSet<>(OF_EVERY_CALL));
  }

  /** Returns those whose name begins so. */
  Params in(String name) {
    return new Params(all, prefix + name + ".", asked);
  }

  boolean has(String name) {
    String full = prefix + name;
    return all.keySet().stream().anyMatch(it -> it.equals(full) || it.startsWith(full + "."));
  }

  /** Returns a value, or nothing. */
  String text(String name) {
    return text(name, "");
  }

  String text(String name, String otherwise) {
    asked.add(prefix + name);
    String value = all.getOrDefault(prefix + name, "");
    return value.isEmpty() ? otherwise : value;
  }

  String required(String name) {
    String value = text(name);
    if (value.isEmpty()) {
      throw Refusals.missing(prefix + name);
    }
    return value;
  }

  boolean flag(String name, boolean otherwise) {
    return Boolean.parseBoolean(text(name, String.valueOf(otherwise)));
  }

  int number(String name, int otherwise) {
    String value = text(name, String.valueOf(otherwise));
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw Refusals.invalid(prefix + name, value);
    }
  }

  /** Returns the values of {@code name.1}, {@code name.2} and so on. */
  List<String> list(String name) {
    List<String> values = new ArrayList<>();
    for (String index : indexes(name)) {
      values.add(text(name + "." + index));
    }
    return values;
  }

  /** Returns what is below {@code name.1}, {@code name.2} and so on. */
  List<Params> groups(String name) {
    List<Params> groups = new ArrayList<>();
    for (String index : indexes(name)) {
      groups.add(in(name + "." + index));
    }
    return groups;
  }

  private List<String> indexes(String name) {
    String start = prefix + name + ".";
    Set<Integer> found = new TreeSet<>();
    for (String key : all.keySet()) {
      if (key.startsWith(start)) {
        String rest = key.substring(start.length());
        String index = rest.contains(".") ? rest.substring(0, rest.indexOf('.')) : rest;
        if (!index.isEmpty() && index.chars().allMatch(it -> it >= '0' && it <= '9')) {
          found.add(Integer.valueOf(index));
        }
      }
    }
    return found.stream().map(String::valueOf).toList();
  }

  /** Refuses what nobody has asked for. */
  void requireAllAsked() {
    for (String name : all.keySet()) {
      if (!asked.contains(name)) {
        throw new AwsRefusal(
            400, "UnknownParameter", "The parameter %s is not recognized".formatted(name));
      }
    }
  }

  /** Returns all of them, but those by which two equal calls differ. */
  String fingerprint() {
    Map<String, String> kept = new TreeMap<>(all);
    kept.keySet().removeAll(Set.of("ClientToken", "DryRun", "Version"));
    return kept.toString();
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import io.cloudtik.testkit.cloud.Thing;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How things are. */
final class Props {
  private Props() {}

  static String prop(Thing thing, String name) {
    return thing.properties().getOrDefault(name, "");
  }

  /** Returns a property that is a list. */
  static List<String> props(Thing thing, String name) {
    return list(prop(thing, name));
  }

  static List<String> list(String joined) {
    return joined.isEmpty() ? List.of() : Arrays.asList(joined.split(","));
  }

  /** Says whether a thing came with its network, and goes with it. */
  static boolean isDefault(Thing thing) {
    return prop(thing, "default").equals("true");
  }

  /** Changes a property, unless there is nothing to change it to. */
  static void set(Estate estate, String id, String name, String value) {
    if (!value.isEmpty()) {
      put(estate, id, name, value);
    }
  }

  static void put(Estate estate, String id, String name, String value) {
    estate.things().meddle(id, Map.of(name, value));
  }

  /** Makes properties of names and values that follow each other. */
  static Map<String, String> of(String... namesAndValues) {
    Map<String, String> properties = new TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      properties.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return properties;
  }
}

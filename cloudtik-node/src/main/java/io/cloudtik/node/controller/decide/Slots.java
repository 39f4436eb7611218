/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller.decide;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of slots: {@code <group>-<number>}. */
public final class Slots {
  private static final Pattern NAME = Pattern.compile("(.+)-(\\d{1,9})");

  private Slots() {}

  /** Returns the name of a slot. */
  public static String name(String group, int number) {
    return group + "-" + number;
  }

  /** Returns the number of a slot, 0 if it has none. */
  public static int number(String slot) {
    Matcher matcher = NAME.matcher(slot);
    return matcher.matches() ? Integer.parseInt(matcher.group(2)) : 0;
  }

  /** Returns the group that a slot's name speaks of. */
  public static String group(String slot) {
    Matcher matcher = NAME.matcher(slot);
    return matcher.matches() ? matcher.group(1) : slot;
  }
}

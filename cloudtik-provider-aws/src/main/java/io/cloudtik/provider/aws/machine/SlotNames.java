/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.machine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The slots of one call as the value of a tag: what they have in common, then numbers and ranges of
 * numbers, such as {@code workers- 1:4 7}; one slot alone is its name. All instances of a call
 * carry the same value, and the launch index of each says which of the slots it is.
 */
final class SlotNames {
  /** As <i>Tag your Amazon EC2 resources</i> in the user guide says. */
  static final int LONGEST_TAG = 256;

  private static final Pattern NUMBERED = Pattern.compile("(.*?)(0|[1-9][0-9]{0,8})");

  private SlotNames() {}

  /** Returns the slots, split so that each part is a tag and no longer than given, in order. */
  static List<List<String>> parts(List<String> slots, int most) {
    Map<String, List<Integer>> numbered = new TreeMap<>();
    List<List<String>> parts = new ArrayList<>();
    for (String slot : slots.stream().distinct().toList()) {
      Matcher matcher = NUMBERED.matcher(slot);
      if (matcher.matches()) {
        numbered
            .computeIfAbsent(matcher.group(1), any -> new ArrayList<>())
            .add(Integer.valueOf(matcher.group(2)));
      } else {
        parts.add(List.of(slot));
      }
    }
    numbered.forEach(
        (prefix, numbers) -> {
          numbers.sort(Comparator.naturalOrder());
          List<String> part = new ArrayList<>();
          for (int number : numbers) {
            part.add(prefix + number);
            if (part.size() > most || tag(part).length() > LONGEST_TAG) {
              part.remove(part.size() - 1);
              parts.add(List.copyOf(part));
              part.clear();
              part.add(prefix + number);
            }
          }
          parts.add(List.copyOf(part));
        });
    return parts;
  }

  /** Returns the tag of one part. */
  static String tag(List<String> part) {
    if (part.size() == 1) {
      return part.get(0);
    }
    StringBuilder tag = new StringBuilder();
    int first = 0;
    int last = 0;
    for (String slot : part) {
      Matcher matcher = NUMBERED.matcher(slot);
      if (!matcher.matches()) {
        throw new IllegalArgumentException(slot + " is not numbered");
      }
      int number = Integer.parseInt(matcher.group(2));
      if (tag.isEmpty()) {
        tag.append(matcher.group(1));
      } else if (number == last + 1) {
        last = number;
        continue;
      } else {
        append(tag, first, last);
      }
      first = number;
      last = number;
    }
    return append(tag, first, last).toString();
  }

  private static StringBuilder append(StringBuilder tag, int first, int last) {
    tag.append(' ').append(first);
    return first == last ? tag : tag.append(':').append(last);
  }

  /** Returns the slots of a tag, in the order of launch indices. */
  static List<String> of(String tag) {
    String[] words = tag.split(" ", -1);
    if (words.length == 1) {
      return List.of(tag);
    }
    List<String> slots = new ArrayList<>();
    for (int i = 1; i < words.length; i++) {
      String[] range = words[i].split(":", -1);
      int last = Integer.parseInt(range[range.length - 1]);
      for (int number = Integer.parseInt(range[0]); number <= last; number++) {
        slots.add(words[0] + number);
      }
    }
    return slots;
  }
}

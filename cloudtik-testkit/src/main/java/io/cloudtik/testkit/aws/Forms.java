/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads forms of HTTP. */
final class Forms {
  private Forms() {}

  static Map<String, String> read(String text) {
    Map<String, String> form = new LinkedHashMap<>();
    for (String part : text.split("&")) {
      if (!part.isEmpty()) {
        int sign = part.indexOf('=');
        String name = sign < 0 ? part : part.substring(0, sign);
        String value = sign < 0 ? "" : part.substring(sign + 1);
        form.put(decoded(name), decoded(value));
      }
    }
    return form;
  }

  /** Reads what may have several values of a name. */
  static Map<String, List<String>> readAll(String text) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (String part : text.split("&")) {
      read(part)
          .forEach((name, value) -> all.computeIfAbsent(name, it -> new ArrayList<>()).add(value));
    }
    return all;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}

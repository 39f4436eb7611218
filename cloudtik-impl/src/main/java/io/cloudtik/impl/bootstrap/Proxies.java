/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.bootstrap;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The variables by which programs that fetch something are told of proxies. */
final class Proxies {
  private static final Set<String> NAMES =
      Set.of("http_proxy", "https_proxy", "ftp_proxy", "all_proxy", "no_proxy");

  private Proxies() {}

  /** Returns those of an environment, however they are written. */
  static Map<String, String> of(Map<String, String> environment) {
    Map<String, String> found = new TreeMap<>(environment);
    found.keySet().removeIf(name -> !NAMES.contains(name.toLowerCase(Locale.ROOT)));
    return found;
  }
}

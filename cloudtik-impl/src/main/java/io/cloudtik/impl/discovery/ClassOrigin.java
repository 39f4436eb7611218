/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.discovery;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Says where classes come from, for people who have to tidy a class path. */
final class ClassOrigin {
  private ClassOrigin() {}

  static String of(Object factory) {
    var source = factory.getClass().getProtectionDomain().getCodeSource();
    String where = source == null ? "?" : String.valueOf(source.getLocation());
    return factory.getClass().getName() + " in " + where;
  }

  /**
   * Returns all places of a class if they hold different ones, as two versions of one jar do; of
   * those only one is seen, and which one is chance.
   */
  static List<String> differingCopies(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    if (loader == null) {
      return List.of();
    }
    String file = type.getName().replace('.', '/') + ".class";
    try {
      List<URL> copies = Collections.list(loader.getResources(file));
      boolean differ = false;
      for (URL copy : copies) {
        differ |= !Arrays.equals(read(copies.get(0)), read(copy));
      }
      List<String> places = new ArrayList<>();
      if (differ) {
        copies.forEach(copy -> places.add(String.valueOf(copy)));
      }
      return places;
    } catch (IOException e) {
      // What cannot be compared may be right.
      return List.of();
    }
  }

  private static byte[] read(URL resource) throws IOException {
    URLConnection connection = resource.openConnection();
    connection.setUseCaches(false);
    try (InputStream in = connection.getInputStream()) {
      return in.readAllBytes();
    }
  }
}

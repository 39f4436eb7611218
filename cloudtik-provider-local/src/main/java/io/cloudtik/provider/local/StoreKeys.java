/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.spec.Names;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/** The rules for keys of documents and paths of objects, which make each a safe relative path. */
final class StoreKeys {
  private static final int MAX_LENGTH = 1000;
  // File systems take 255 bytes for a name; the rest is for the suffix of a file being written.
  private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._-]{1,200}");

  // '~' marks a file that is being written.
  private static final Pattern FREE_SEGMENT = Pattern.compile("[^/\\\\~\\p{Cntrl}]+");
  private static final int MAX_SEGMENT_BYTES = 200;

  private StoreKeys() {}

  /** Returns the path of an object, whose names users may choose. */
  static String requirePath(String path) {
    if (!isPath(path)) {
      throw InvalidSpecException.of(
          "object path: expected up to "
              + MAX_LENGTH
              + " characters: segments of up to "
              + MAX_SEGMENT_BYTES
              + " bytes without control characters, '\\' and '~', joined by '/', none of them '.' or"
              + " '..', got "
              + Names.quoted(path));
    }
    return path;
  }

  static boolean isPath(String path) {
    return path.length() <= MAX_LENGTH
        && Arrays.stream(path.split("/", -1)).allMatch(StoreKeys::isFreeSegment);
  }

  private static boolean isFreeSegment(String segment) {
    return FREE_SEGMENT.matcher(segment).matches()
        && segment.getBytes(StandardCharsets.UTF_8).length <= MAX_SEGMENT_BYTES
        && !segment.equals(".")
        && !segment.equals("..");
  }

  /** Returns a prefix of objects' paths; the last segment may be cut anywhere. */
  static String requirePathPrefix(String prefix) {
    String directory = directory(prefix);
    if (!directory.isEmpty()) {
      requirePath(directory);
    }
    String rest = prefix.substring(prefix.lastIndexOf('/') + 1);
    if (!rest.isEmpty()) {
      requirePath(rest + "x");
    }
    return prefix;
  }

  static String require(String key) {
    if (!isKey(key)) {
      throw InvalidSpecException.of(
          "key: expected up to "
              + MAX_LENGTH
              + " characters: segments of A-Z, a-z, 0-9, '.', '_' and '-' joined by '/', none of"
              + " them '.' or '..' or longer than 200, got "
              + Names.quoted(key));
    }
    return key;
  }

  static boolean isKey(String key) {
    if (key.length() > MAX_LENGTH) {
      return false;
    }
    for (String segment : key.split("/", -1)) {
      if (!SEGMENT.matcher(segment).matches() || segment.equals(".") || segment.equals("..")) {
        return false;
      }
    }
    return true;
  }

  /** Returns the prefix if its whole segments are legal; the last one may be cut anywhere. */
  static String requirePrefix(String prefix) {
    String directory = directory(prefix);
    if (!directory.isEmpty()) {
      require(directory);
    }
    String rest = prefix.substring(prefix.lastIndexOf('/') + 1);
    if (!rest.isEmpty()) {
      require(rest + "x");
    }
    return prefix;
  }

  /** Returns the whole segments of a prefix without the slash at the end; perhaps empty. */
  static String directory(String prefix) {
    int slash = prefix.lastIndexOf('/');
    return slash < 0 ? "" : prefix.substring(0, slash);
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spi.store;

import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.spec.Names;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The rules for keys of documents and for paths of objects, for those who write a {@link
 * WorkspaceStore} or an {@link ObjectArea}: each name is a safe relative path on any file system.
 * Immutable.
 */
public final class StoreKeys {
  private static final int MAX_LENGTH = 1000;
  // File systems take 255 bytes for a name; the rest is for the suffix of a file being written.
  private static final int MAX_SEGMENT_BYTES = 200;
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]+");
  // '~' marks a file that is being written.
  private static final Pattern FREE = Pattern.compile("[^/\\\\~\\p{Cntrl}]+");

  /** The rules for keys of documents, which the library chooses. */
  public static final StoreKeys OF_DOCUMENTS =
      new StoreKeys("key", "of A-Z, a-z, 0-9, '.', '_' and '-'", PLAIN.asMatchPredicate());

  /** The rules for paths of objects, whose names users may choose. */
  public static final StoreKeys OF_OBJECTS =
      new StoreKeys(
          "object path", "without control characters, '\\' and '~'", FREE.asMatchPredicate());

  private final String what;
  private final String rule;
  private final Predicate<String> segment;

  private StoreKeys(String what, String rule, Predicate<String> segment) {
    this.what = what;
    this.rule = rule;
    this.segment = segment;
  }

  /**
   * Returns the name.
   *
   * @throws InvalidSpecException if it breaks the rules
   */
  public String require(String name) {
    if (!allow(name)) {
      throw InvalidSpecException.of(
          "%s: expected up to %d characters: segments %s of up to %d bytes joined by '/', none of them '.' or '..', got %s"
              .formatted(what, MAX_LENGTH, rule, MAX_SEGMENT_BYTES, Names.quoted(name)));
    }
    return name;
  }

  /** Says whether a name keeps the rules. */
  public boolean allow(String name) {
    return name.length() <= MAX_LENGTH
        && Arrays.stream(name.split("/", -1)).allMatch(this::allowSegment);
  }

  private boolean allowSegment(String text) {
    return segment.test(text)
        && text.getBytes(StandardCharsets.UTF_8).length <= MAX_SEGMENT_BYTES
        && !text.equals(".")
        && !text.equals("..");
  }

  /**
   * Returns the prefix; its last segment may be cut anywhere.
   *
   * @throws InvalidSpecException if its whole segments break the rules
   */
  public String requirePrefix(String prefix) {
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
  public static String directory(String prefix) {
    int slash = prefix.lastIndexOf('/');
    return slash < 0 ? "" : prefix.substring(0, slash);
  }
}

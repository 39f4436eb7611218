/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.s3;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** A bucket and what lies in it. It is touched only while the gate of the cloud is held. */
final class Bucket {
  /** Names are in the order of their bytes in UTF-8, which is not that of Java's texts. */
  private static final Comparator<String> ORDER =
      (one, other) ->
          Arrays.compareUnsigned(
              one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

  private final String name;
  private final Instant made;
  private final TreeMap<String, S3Object> objects = new TreeMap<>(ORDER);
  private final Map<String, Upload> uploads = new TreeMap<>();
  private final Map<String, String> settings = new TreeMap<>();

  Bucket(String name, Instant made) {
    this.name = name;
    this.made = made;
  }

  String name() {
    return name;
  }

  Instant made() {
    return made;
  }

  TreeMap<String, S3Object> objects() {
    return objects;
  }

  Map<String, Upload> uploads() {
    return uploads;
  }

  /** Returns what was set, by the parameter of the address that names it. */
  Map<String, String> settings() {
    return settings;
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.s3;

import io.cloudtik.testkit.aws.Content;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A bucket and what lies in it. It is touched only while the gate of the cloud is held.
 *
 * <p>Where versions are kept, what is overwritten or deleted stays as a version of its key (Amazon
 * S3 User Guide, "How S3 Versioning works").
 */
final class Bucket {
  private static final String VERSIONING = "versioning";

  /** Names are in the order of their bytes in UTF-8, which is not that of Java's texts. */
  private static final Comparator<String> ORDER =
      (one, other) ->
          Arrays.compareUnsigned(
              one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

  private final String name;
  private final Instant made;
  private final NavigableMap<String, S3Object> objects = new TreeMap<>(ORDER);
  private final NavigableMap<String, List<S3Object>> versions = new TreeMap<>(ORDER);
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

  /** Returns what is there now, by key, in the order of lists. */
  SortedMap<String, S3Object> objects() {
    return Collections.unmodifiableSortedMap(objects);
  }

  /** Returns what is there now and comes after a key, or with it. */
  Iterable<S3Object> from(String key, boolean withIt) {
    return objects.tailMap(key, withIt).values();
  }

  static boolean isBefore(String one, String other) {
    return ORDER.compare(one, other) < 0;
  }

  /** Returns all that was there and is kept, the newest first, with what marks deletions. */
  SortedMap<String, List<S3Object>> versions() {
    return Collections.unmodifiableSortedMap(versions);
  }

  private boolean keepsVersions() {
    return settings.getOrDefault(VERSIONING, "").contains(">Enabled<");
  }

  private boolean everKeptVersions() {
    return settings.containsKey(VERSIONING);
  }

  /** Puts an object in the place of what was there, and returns it with its version. */
  S3Object put(S3Object object) {
    List<S3Object> all = versions.computeIfAbsent(object.key(), any -> new ArrayList<>());
    String version = S3Object.UNVERSIONED;
    if (keepsVersions()) {
      version = UUID.randomUUID().toString().replace("-", "");
    } else {
      all.removeIf(each -> each.version().equals(S3Object.UNVERSIONED));
    }
    S3Object put = object.as(version);
    all.add(0, put);
    renew(object.key());
    return put;
  }

  /** Changes what is said of an object. */
  void replace(S3Object object, S3Object by) {
    versions
        .getOrDefault(object.key(), new ArrayList<>())
        .replaceAll(it -> it.equals(object) ? by : it);
    renew(object.key());
  }

  /** Deletes what is there; where versions are kept, returns what marks it. */
  @Nullable S3Object remove(String key, Instant now) {
    if (everKeptVersions()) {
      return put(
          new S3Object(
              key,
              Content.EMPTY,
              "",
              now,
              Map.of(S3Object.MARKER, "true"),
              Map.of(),
              List.of(),
              Map.of(),
              S3Object.UNVERSIONED));
    }
    versions.remove(key);
    renew(key);
    return null;
  }

  /** Returns a version of an object, or null. */
  @Nullable S3Object version(String key, String version) {
    return versions.getOrDefault(key, List.of()).stream()
        .filter(each -> each.version().equals(version))
        .findFirst()
        .orElse(null);
  }

  /** Deletes a version for good; what was before it is there again. */
  void removeVersion(String key, String version) {
    List<S3Object> all = versions.get(key);
    if (all != null) {
      all.removeIf(each -> each.version().equals(version));
      renew(key);
    }
  }

  private void renew(String key) {
    List<S3Object> all = versions.getOrDefault(key, List.of());
    if (all.isEmpty()) {
      versions.remove(key);
    }
    if (all.isEmpty() || all.get(0).isMarker()) {
      objects.remove(key);
    } else {
      objects.put(key, all.get(0));
    }
  }

  Map<String, Upload> uploads() {
    return uploads;
  }

  /** Returns what was set, by the parameter of the address that names it. */
  Map<String, String> settings() {
    return settings;
  }
}

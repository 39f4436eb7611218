/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.iam;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** What instances are given, so that they may be a role. Thread-safe. */
final class InstanceProfile {
  private final String name;
  private final String path;
  private final String id;
  private final String arn;
  private final Instant created;
  private final Map<String, String> tags = new ConcurrentSkipListMap<>();
  private volatile @Nullable String role;
  private volatile Instant changed;

  InstanceProfile(String name, String path, String id, String arn, Instant created) {
    this.name = name;
    this.path = path;
    this.id = id;
    this.arn = arn;
    this.created = created;
    this.changed = created;
  }

  String name() {
    return name;
  }

  String path() {
    return path;
  }

  String id() {
    return id;
  }

  String arn() {
    return arn;
  }

  Instant created() {
    return created;
  }

  Map<String, String> tags() {
    return tags;
  }

  /** Returns the name of the role in it. */
  @Nullable String role() {
    return role;
  }

  /** Returns when it was made, or its role changed. */
  Instant changed() {
    return changed;
  }

  void role(@Nullable String name, Instant now) {
    role = name;
    changed = now;
  }
}

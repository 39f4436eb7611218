/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.iam;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/** A user or a role, with what is attached to it. Thread-safe. */
final class Identity {
  private final String name;
  private final String path;
  private final String id;
  private final String arn;
  private final Instant created;
  private final Map<String, String> tags = new ConcurrentSkipListMap<>();
  private final ConcurrentSkipListMap<String, String> policies = new ConcurrentSkipListMap<>();
  private final Set<String> attached = new ConcurrentSkipListSet<>();
  private volatile @Nullable String boundary;
  private volatile String trust = "";
  private volatile String description = "";
  private volatile int longestSession = 3600;

  Identity(String name, String path, String id, String arn, Instant created) {
    this.name = name;
    this.path = path;
    this.id = id;
    this.arn = arn;
    this.created = created;
  }

  String name() {
    return name;
  }

  String path() {
    return path;
  }

  /** Returns what is never used again, also if there is another one of that name. */
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

  /** Returns the policies that are written into it, by name. */
  ConcurrentSkipListMap<String, String> policies() {
    return policies;
  }

  /** Returns the ARNs of the policies that are attached. */
  Set<String> attached() {
    return attached;
  }

  @Nullable String boundary() {
    return boundary;
  }

  void boundary(@Nullable String policyArn) {
    boundary = policyArn;
  }

  /** Returns who may take the role; empty for a user. */
  String trust() {
    return trust;
  }

  void trust(String text) {
    trust = text;
  }

  String description() {
    return description;
  }

  void description(String text) {
    description = text;
  }

  /** Returns for how many seconds a session of the role may last. */
  int longestSession() {
    return longestSession;
  }

  void longestSession(int seconds) {
    longestSession = seconds;
  }

  boolean isRole() {
    return !trust.isEmpty();
  }

  @Override
  public String toString() {
    return arn;
  }
}

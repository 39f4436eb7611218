/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.iam;

import java.time.Instant;
import java.util.Map;

/**
 * A policy that can be attached.
 *
 * @param text of its only version
 */
record ManagedPolicy(
    String name,
    String path,
    String id,
    String arn,
    String text,
    String description,
    Map<String, String> tags,
    Instant created) {
  boolean isOfAws() {
    return arn.startsWith("arn:aws:iam::aws:");
  }
}

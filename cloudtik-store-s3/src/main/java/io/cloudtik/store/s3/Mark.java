/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.store.s3;

import java.nio.charset.StandardCharsets;

/** The object by which a storage is known to have been made, the first of it and the last. */
final class Mark {
  private static final String KEY = "workspace";
  private static final String TEXT = "format=1\n";

  private final ConditionalObjects objects;

  Mark(S3Place root) {
    this.objects = new ConditionalObjects(root);
  }

  boolean isThere() {
    return objects.read(KEY) != null;
  }

  void put() {
    objects.put(KEY, TEXT.getBytes(StandardCharsets.UTF_8), null);
  }

  void delete() {
    objects.delete(KEY, null);
  }
}

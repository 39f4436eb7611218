/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.iam;

/**
 * A key that does not expire. Its text shows no secret.
 *
 * @param id its name
 * @param secret what is signed with it
 */
public record AccessKey(String id, String secret) {
  @Override
  public String toString() {
    return "AccessKey[" + id + "]";
  }
}

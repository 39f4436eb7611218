/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.iam;

import java.time.Instant;

/**
 * What a session signs with. Its text shows no secret.
 *
 * @param accessKeyId the id of its key
 * @param secretAccessKey what it signs with
 * @param sessionToken what comes with each request
 * @param expires when they are good no longer, by the clock of the cloud
 */
public record Credentials(
    String accessKeyId, String secretAccessKey, String sessionToken, Instant expires) {
  @Override
  public String toString() {
    return "Credentials[" + accessKeyId + ", expires " + expires + "]";
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.store.s3;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What S3 says by refusing. */
final class S3Refusals {
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int CONDITION = 412;

  private S3Refusals() {}

  /** Says whether the object is missing, and not its bucket. */
  static boolean isNoSuchKey(S3Exception e) {
    return e.statusCode() == NOT_FOUND && !code(e).equals("NoSuchBucket");
  }

  static boolean isCondition(S3Exception e) {
    return e.statusCode() == CONDITION
        || isNoSuchKey(e)
        || (e.statusCode() == CONFLICT && code(e).equals("ConditionalRequestConflict"));
  }

  static String code(S3Exception e) {
    AwsErrorDetails details = e.awsErrorDetails();
    String code = details == null ? null : details.errorCode();
    return code == null ? "" : code;
  }
}

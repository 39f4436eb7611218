/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.store.s3;

/**
 * Which right a call to S3 needs, where it is not named like the call (<i>Actions, resources, and
 * condition keys for Amazon S3</i>).
 */
public final class S3Actions {
  private S3Actions() {}

  /** Returns the action that a policy must allow for a call, such as s3:ListBucket. */
  public static String of(String call) {
    return "s3:"
        + switch (call) {
          case "CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload" -> "PutObject";
          case "HeadObject" -> "GetObject";
          case "DeleteObjects" -> "DeleteObject";
          case "ListObjectsV2" -> "ListBucket";
          case "ListMultipartUploads" -> "ListBucketMultipartUploads";
          default -> call;
        };
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.s3;

import io.cloudtik.testkit.aws.AwsRefusal;

/** What S3 says no with (Amazon S3 API Reference, "Error responses"). */
final class S3Refusals {
  private S3Refusals() {}

  static AwsRefusal busy() {
    return new AwsRefusal(503, "SlowDown", "Please reduce your request rate.");
  }

  static AwsRefusal noSuchBucket() {
    return new AwsRefusal(404, "NoSuchBucket", "The specified bucket does not exist");
  }

  static AwsRefusal noSuchKey() {
    return new AwsRefusal(404, "NoSuchKey", "The specified key does not exist.");
  }

  static AwsRefusal noSuchVersion() {
    return new AwsRefusal(404, "NoSuchVersion", "The specified version does not exist.");
  }

  static AwsRefusal noSuchUpload() {
    return new AwsRefusal(
        404,
        "NoSuchUpload",
        "The specified upload does not exist. The upload ID may be invalid, or the upload may have"
            + " been aborted or completed.");
  }

  static AwsRefusal preconditionFailed() {
    return new AwsRefusal(
        412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
  }

  /** What a conditional write meets when another write of the key is under way. */
  static AwsRefusal conflict() {
    return new AwsRefusal(
        409,
        "ConditionalRequestConflict",
        "The conditional request cannot succeed due to a conflicting operation against this"
            + " resource.");
  }

  static AwsRefusal invalidArgument(String message) {
    return new AwsRefusal(400, "InvalidArgument", message);
  }

  static AwsRefusal malformedXml() {
    return new AwsRefusal(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published"
            + " schema");
  }

  static AwsRefusal badDigest(String what) {
    return new AwsRefusal(
        400, "BadDigest", "The %s you specified did not match what we received.".formatted(what));
  }

  static AwsRefusal notImplemented(String what) {
    return new AwsRefusal(
        501, "NotImplemented", "The emulated S3 does not have what this asks for: " + what);
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws;

/**
 * How services say no to who cannot show who it is. See the pages on common errors of the API
 * references of EC2, IAM, S3 and Systems Manager.
 */
record SignatureWords(
    AwsRefusal missing,
    AwsRefusal unknownKey,
    AwsRefusal wrong,
    AwsRefusal late,
    AwsRefusal expired) {
  static SignatureWords of(String service) {
    return switch (service) {
      case "ec2" ->
          words(
              401,
              "AuthFailure",
              "AWS was not able to validate the provided access credentials",
              new AwsRefusal(400, "RequestExpired", "Request has expired."),
              new AwsRefusal(400, "RequestExpired", "Request has expired."));
      case "s3" ->
          words(
              403,
              "InvalidAccessKeyId",
              "The AWS Access Key Id you provided does not exist in our records.",
              new AwsRefusal(
                  403, "RequestTimeTooSkewed", "The time of the request is too far from ours."),
              new AwsRefusal(400, "ExpiredToken", "The provided token has expired."));
      case "iam", "sts" ->
          words(
              403,
              "InvalidClientTokenId",
              "The security token included in the request is invalid.",
              new AwsRefusal(403, "SignatureDoesNotMatch", "Signature expired."),
              new AwsRefusal(
                  403, "ExpiredToken", "The security token included in the request is expired"));
      default ->
          words(
              400,
              "UnrecognizedClientException",
              "The security token included in the request is invalid.",
              new AwsRefusal(400, "InvalidSignatureException", "Signature expired."),
              new AwsRefusal(
                  400,
                  "ExpiredTokenException",
                  "The security token included in the request is expired"));
    };
  }

  private static SignatureWords words(
      int status, String unknown, String text, AwsRefusal late, AwsRefusal expired) {
    boolean json = unknown.equals("UnrecognizedClientException");
    return new SignatureWords(
        new AwsRefusal(403, "MissingAuthenticationToken", "The request is not signed."),
        new AwsRefusal(status, unknown, text),
        new AwsRefusal(
            json ? 400 : 403,
            json ? "InvalidSignatureException" : "SignatureDoesNotMatch",
            "The signature of the request is not the one that is made with the secret of its key."),
        late,
        expired);
  }
}

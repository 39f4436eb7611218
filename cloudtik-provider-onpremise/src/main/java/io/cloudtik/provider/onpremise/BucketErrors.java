/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.onpremise;

import io.cloudtik.error.FailureKind;
import io.cloudtik.error.ProviderException;
import io.cloudtik.error.ProviderFailure;
import io.cloudtik.error.RetryAdvice;
import io.cloudtik.store.s3.S3Actions;
import java.net.UnknownHostException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What a service refuses, in the library's words. Codes are those of S3 (<i>Error responses</i> of
 * its reference), which others use, too; where one is unknown its status counts. Stateless but for
 * the names in its messages.
 */
final class BucketErrors {
  private static final Set<String> UNKNOWN_KEYS =
      Set.of(
          "InvalidAccessKeyId",
          "SignatureDoesNotMatch",
          "InvalidToken",
          "ExpiredToken",
          "InvalidSecurity",
          "TokenRefreshRequired");
  private static final Set<String> OTHER_REGION =
      Set.of("AuthorizationHeaderMalformed", "PermanentRedirect", "TemporaryRedirect");
  private static final int SHOWN = 300;

  private final S3Bucket bucket;
  private final String credentials;

  /**
   * Makes a translation.
   *
   * @param credentials where they are from, for people
   */
  BucketErrors(S3Bucket bucket, String credentials) {
    this.bucket = bucket;
    this.credentials = credentials;
  }

  /** Returns what to throw in place of the SDK's exception, which is its cause. */
  ProviderException translate(String call, String target, SdkException e) {
    ProviderFailure failure =
        e instanceof AwsServiceException refused ? refused(call, target, refused) : unanswered(e);
    return new ProviderException(OnPremise.NAME, failure, e);
  }

  private ProviderFailure refused(String call, String target, AwsServiceException e) {
    @Nullable AwsErrorDetails details = e.awsErrorDetails();
    String code = details == null || details.errorCode() == null ? "" : details.errorCode();
    ProviderFailure.Builder failure = meaning(call, target, code, e.statusCode(), said(details));
    if (!code.isEmpty()) {
      failure.code(code);
    }
    if (e.requestId() != null) {
      failure.requestId(e.requestId());
    }
    return failure.build();
  }

  private static String said(@Nullable AwsErrorDetails details) {
    @Nullable String said = details == null ? null : details.errorMessage();
    return said == null ? "" : said.substring(0, Math.min(said.length(), SHOWN)).strip();
  }

  private ProviderFailure.Builder meaning(
      String call, String target, String code, int status, String said) {
    if (code.equals("NoSuchBucket")) {
      return failure(
              FailureKind.NOT_FOUND,
              "the store, bucket %s, does not exist".formatted(bucket),
              "make it, or mend its name; it is never made here")
          .retry(RetryAdvice.AFTER_CHANGE);
    }
    if (UNKNOWN_KEYS.contains(code)) {
      return failure(
          FailureKind.PERMISSION,
          "bucket %s does not take the credentials of %s: %s".formatted(bucket, credentials, said),
          "put a key of that service there that is valid");
    }
    if (code.equals("RequestTimeTooSkewed")) {
      return failure(
          FailureKind.PERMISSION,
          "bucket %s takes no request of this computer: %s".formatted(bucket, said),
          "set the clock of this computer, or of the service");
    }
    if (OTHER_REGION.contains(code) || status == 301 || status == 307) {
      return failure(
          FailureKind.CONFIGURATION,
          "bucket %s is not in region %s: %s".formatted(bucket, bucket.region(), said),
          "name its region with S3Bucket.withRegion");
    }
    if (status == 401 || status == 403) {
      return failure(
          FailureKind.PERMISSION,
          "the credentials of %s may not do %s on %s: %s"
              .formatted(credentials, S3Actions.of(call), target, said),
          "allow it; s3:ListBucket, which tells what is missing from what is forbidden, s3:GetObject, s3:PutObject, s3:DeleteObject, s3:AbortMultipartUpload and s3:ListBucketMultipartUploads are needed below the prefix");
    }
    if (code.equals("NotImplemented") || status == 501) {
      return failure(
          FailureKind.CONFIGURATION,
          "bucket %s knows no %s as it was asked for: %s".formatted(bucket, call, said),
          "use a service that writes by condition, or a directory as the store");
    }
    if (code.equals("SlowDown") || status == 429) {
      return failure(FailureKind.THROTTLED, call + " was refused: " + said, "");
    }
    return failure(
        status >= 500 ? FailureKind.UNAVAILABLE : FailureKind.CONFIGURATION,
        "%s of %s was refused by bucket %s with status %d: %s"
            .formatted(call, target, bucket, status, said),
        "");
  }

  private static ProviderFailure.Builder failure(FailureKind kind, String message, String remedy) {
    return ProviderFailure.builder().kind(kind).message(message).remedy(remedy);
  }

  private ProviderFailure unanswered(SdkException e) {
    Throwable root = e;
    for (@Nullable Throwable next = e; next != null; next = next.getCause()) {
      root = next;
    }
    String why =
        root instanceof UnknownHostException
            ? "no such host name"
            : root.getClass().getSimpleName() + ": " + root.getMessage();
    return failure(
            FailureKind.UNAVAILABLE,
            "bucket %s did not answer: %s".formatted(bucket, why),
            "look whether the endpoint is right, the service runs, and this computer reaches it")
        .build();
  }
}

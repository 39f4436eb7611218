/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.machine;

import io.cloudtik.error.ProviderException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** The code of AWS behind an exception. */
final class SdkCodes {
  private SdkCodes() {}

  /** Returns the code; empty if AWS gave none. */
  static String of(ProviderException e) {
    if (e.getCause() instanceof AwsServiceException refusal) {
      AwsErrorDetails details = refusal.awsErrorDetails();
      return details == null || details.errorCode() == null ? "" : details.errorCode();
    }
    return "";
  }
}

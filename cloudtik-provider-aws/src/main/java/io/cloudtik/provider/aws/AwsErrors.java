/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws;

import io.cloudtik.error.FailureKind;
import io.cloudtik.error.FailureScope;
import io.cloudtik.error.ProviderException;
import io.cloudtik.error.ProviderFailure;
import software.amazon.awssdk.core.exception.SdkException;

/** Says in the library's words what AWS refused. The only place that knows its codes. Immutable. */
public final class AwsErrors {
  private final String region;

  AwsErrors(String region) {
    this.region = region;
  }

  /** Returns what to throw in place of the SDK's exception, which is its cause. */
  public ProviderException translate(String call, String target, SdkException e) {
    return new ProviderException(
        Aws.NAME,
        ProviderFailure.builder()
            .kind(FailureKind.UNAVAILABLE)
            .message(call + " of " + target + ": " + e.getMessage())
            .scope(FailureScope.builder().region(region).build())
            .build(),
        e);
  }
}

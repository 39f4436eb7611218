/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws;

import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/**
 * The SDK's adaptive retry, but for calls that found no room: EC2 says that with the status 500, by
 * which the SDK would ask twice more within a second, and twice more in vain, from a budget of two
 * such calls a second. Who asked tries another type or zone. Thread-safe.
 */
final class NoRoomIsFinal implements RetryStrategy {
  private static final Set<String> NO_ROOM =
      Set.of(
          "InsufficientInstanceCapacity",
          "InsufficientCapacity",
          "InsufficientHostCapacity",
          "InsufficientReservedInstanceCapacity",
          "InsufficientAddressCapacity",
          "InsufficientVolumeCapacity");

  private final RetryStrategy adaptive = AwsRetryStrategy.adaptiveRetryStrategy();

  @Override
  public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
    return adaptive.acquireInitialToken(request);
  }

  @Override
  public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
    if (request.failure() instanceof AwsServiceException refused
        && refused.awsErrorDetails() != null
        && refused.awsErrorDetails().errorCode() != null
        && NO_ROOM.contains(refused.awsErrorDetails().errorCode())) {
      throw new TokenAcquisitionFailedException(
          "there is no room, which asking again does not change",
          request.token(),
          request.failure());
    }
    return adaptive.refreshRetryToken(request);
  }

  @Override
  public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
    return adaptive.recordSuccess(request);
  }

  @Override
  public int maxAttempts() {
    return adaptive.maxAttempts();
  }

  @Override
  public Builder<?, ?> toBuilder() {
    return adaptive.toBuilder();
  }
}

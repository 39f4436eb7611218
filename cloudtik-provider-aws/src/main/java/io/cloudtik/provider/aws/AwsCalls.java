/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws;

import io.cloudtik.error.FailureKind;
import io.cloudtik.error.ProviderException;
import io.cloudtik.spi.provider.CallPacer;
import io.cloudtik.spi.provider.ProviderContext;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The one way by which calls go to AWS: each takes its turn, is taken down, and what is refused is
 * told in the library's words. Thread-safe.
 */
public final class AwsCalls {
  private final ProviderContext context;
  private final AwsErrors errors;
  private final String place;

  /**
   * Makes the way of one workspace.
   *
   * @param place account and region, which share a budget of calls
   */
  AwsCalls(ProviderContext context, AwsErrors errors, String place) {
    this.context = context;
    this.errors = errors;
    this.place = place;
  }

  /**
   * Makes a call.
   *
   * @param name as AWS has it, such as {@code CreateVpc}
   * @param target what it is about, for the log; never a secret
   * @throws ProviderException with the failure, if AWS refuses or does not answer
   */
  public <T> T call(CallFamily family, String name, String target, Supplier<T> call) {
    CallPacer pacer =
        context.pacer(place + " " + family.budget(), family.burst(), family.perSecond());
    pacer.take();
    return context
        .calls()
        .call(
            name,
            target,
            () -> {
              try {
                return call.get();
              } catch (SdkException e) {
                ProviderException refused = errors.translate(name, target, e);
                refused
                    .failure()
                    .filter(failure -> failure.kind() == FailureKind.THROTTLED)
                    .ifPresent(
                        failure -> pacer.throttled(failure.retryAfter().orElse(Duration.ZERO)));
                throw refused;
              }
            });
  }
}

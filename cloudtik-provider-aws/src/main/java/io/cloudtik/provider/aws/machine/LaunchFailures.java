/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.machine;

import io.cloudtik.error.FailureKind;
import io.cloudtik.error.FailureScope;
import io.cloudtik.error.ProviderException;
import io.cloudtik.error.ProviderFailure;
import io.cloudtik.error.RetryAdvice;
import io.cloudtik.spi.provider.Offering;
import java.util.Set;

/** Says of the refusal of a launch how far it reaches. */
final class LaunchFailures {
  /** These types cannot be had there, or not on that market, however often one asks. */
  private static final Set<String> NEVER_THERE =
      Set.of("Unsupported", "UnsupportedOperation", "InvalidInstanceType", "UnfulfillableCapacity");

  private LaunchFailures() {}

  static ProviderException scoped(ProviderException e, Offering offering, TypeCatalog types) {
    ProviderFailure failure = e.failure().orElse(null);
    if (failure == null) {
      return e;
    }
    boolean neverThere = NEVER_THERE.contains(SdkCodes.of(e));
    if (!neverThere
        && failure.kind() != FailureKind.CAPACITY
        && failure.kind() != FailureKind.QUOTA) {
      return e;
    }
    FailureScope.Builder scope = FailureScope.builder().spot(offering.spot());
    failure.scope().account().ifPresent(scope::account);
    failure.scope().region().ifPresent(scope::region);
    String type = offering.shape().instanceType();
    if (failure.kind() == FailureKind.QUOTA) {
      scope.instanceTypes(types.ofSameQuota(type));
    } else {
      scope.addInstanceTypes(type);
      offering.zone().ifPresent(scope::addZones);
    }
    ProviderFailure.Builder scoped =
        ProviderFailure.builder()
            .kind(neverThere ? FailureKind.CAPACITY : failure.kind())
            .message(failure.message())
            .scope(scope.build())
            .retry(neverThere ? RetryAdvice.ELSEWHERE : failure.retry())
            .remedy(
                failure.remedy().isEmpty()
                    ? "allow more instance types or zones"
                    : failure.remedy());
    failure.code().ifPresent(scoped::code);
    failure.requestId().ifPresent(scoped::requestId);
    failure.retryAfter().ifPresent(scoped::retryAfter);
    return new ProviderException(e.provider(), scoped.build(), e.getCause());
  }
}

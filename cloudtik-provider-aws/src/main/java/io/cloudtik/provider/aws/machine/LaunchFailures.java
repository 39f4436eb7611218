/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.machine;

import io.cloudtik.error.FailureKind;
import io.cloudtik.error.FailureScope;
import io.cloudtik.error.ProviderException;
import io.cloudtik.error.ProviderFailure;
import io.cloudtik.spi.provider.Offering;
import java.util.Locale;
import java.util.Set;

/** Says of the refusal of a launch how far it reaches. */
final class LaunchFailures {
  /** These types cannot be had there, or not on that market, however often one asks. */
  private static final Set<String> NEVER_THERE =
      Set.of("Unsupported", "UnsupportedOperation", "InvalidInstanceType", "UnfulfillableCapacity");

  /** What the user named and is not there never will be. */
  private static final Set<String> NAMED_WRONGLY =
      Set.of(
          "InvalidAMIID.NotFound",
          "InvalidAMIID.Unavailable",
          "InvalidKeyPair.NotFound",
          "InvalidPlacementGroup.Unknown");

  private static final String NAME_ANOTHER = "name one that is in this account and region";
  private static final String PROFILE =
      "a profile that was just made works in a moment; if it does not, look whether it is there";

  private LaunchFailures() {}

  static ProviderException scoped(ProviderException e, Offering offering, TypeCatalog types) {
    ProviderFailure failure = e.failure().orElse(null);
    if (failure == null) {
      return e;
    }
    if (isNewProfile(failure)) {
      return retold(e, failure, FailureKind.NOT_FOUND, failure.scope(), PROFILE);
    }
    if (NAMED_WRONGLY.contains(SdkCodes.of(e))) {
      return retold(e, failure, FailureKind.CONFIGURATION, failure.scope(), NAME_ANOTHER);
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
    return retold(
        e,
        failure,
        neverThere ? FailureKind.CAPACITY : failure.kind(),
        scope.build(),
        failure.remedy().isEmpty() ? "allow more instance types or zones" : failure.remedy());
  }

  /** EC2 hears of a new profile some seconds later, and calls it invalid until then. */
  private static boolean isNewProfile(ProviderFailure failure) {
    return failure.code().filter("InvalidParameterValue"::equals).isPresent()
        && failure.message().toLowerCase(Locale.ROOT).contains("iaminstanceprofile");
  }

  private static ProviderException retold(
      ProviderException e,
      ProviderFailure failure,
      FailureKind kind,
      FailureScope scope,
      String remedy) {
    ProviderFailure.Builder retold =
        ProviderFailure.builder().kind(kind).message(failure.message()).scope(scope).remedy(remedy);
    failure.code().ifPresent(retold::code);
    failure.requestId().ifPresent(retold::requestId);
    failure.retryAfter().ifPresent(retold::retryAfter);
    return new ProviderException(e.provider(), retold.build(), e.getCause());
  }
}

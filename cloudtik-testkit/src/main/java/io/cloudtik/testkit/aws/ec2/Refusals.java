/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import io.cloudtik.error.ProviderFailure;
import io.cloudtik.testkit.aws.AwsRefusal;

/**
 * What EC2 says no with. See the page <i>Error codes for the Amazon EC2 API</i> of its API
 * reference.
 */
final class Refusals {
  private Refusals() {}

  static AwsRefusal of(String code, String message, Object... values) {
    return new AwsRefusal(400, code, message.formatted(values));
  }

  static AwsRefusal missing(String parameter) {
    return of("MissingParameter", "The request must contain the parameter %s", parameter);
  }

  static AwsRefusal invalid(String parameter, String value) {
    return of("InvalidParameterValue", "Value (%s) for parameter %s is invalid.", value, parameter);
  }

  static AwsRefusal notFound(Kind kind, String id) {
    return of(kind.notFound(), "The %s ID '%s' does not exist", kind.type(), id);
  }

  static AwsRefusal inUse(String what, String by) {
    return of("DependencyViolation", "%s has dependencies and cannot be deleted: %s", what, by);
  }

  static AwsRefusal mismatch() {
    return of(
        "IdempotentParameterMismatch",
        "The client token was used before by a call with other parameters");
  }

  static AwsRefusal throttled() {
    return new AwsRefusal(503, "RequestLimitExceeded", "Request limit exceeded.");
  }

  /** Says what the cloud refused a launch with. */
  static AwsRefusal ofLaunch(ProviderFailure failure, boolean spot) {
    return switch (failure.kind()) {
      case CAPACITY ->
          new AwsRefusal(500, "InsufficientInstanceCapacity", insufficient(failure.message()));
      case QUOTA ->
          spot
              ? of("MaxSpotInstanceCountExceeded", "Max spot instance count exceeded")
              : of(
                  "VcpuLimitExceeded",
                  "You have requested more vCPU capacity than your current vCPU limit allows: %s",
                  failure.message());
      case THROTTLED -> throttled();
      case NOT_FOUND -> of("InvalidParameterValue", failure.message());
      case CONFIGURATION ->
          of("Unsupported", "The requested configuration is currently not supported.");
      default -> ofTheWay(failure);
    };
  }

  private static String insufficient(String why) {
    return "We currently do not have sufficient capacity in the Availability Zone you requested ("
        + why
        + ").";
  }

  /** Says what a call was refused with before anybody looked at what it wants. */
  static AwsRefusal ofTheWay(ProviderFailure failure) {
    return switch (failure.kind()) {
      case THROTTLED -> throttled();
      case PERMISSION ->
          new AwsRefusal(
              403,
              "UnauthorizedOperation",
              "You are not authorized to perform this operation. " + failure.message());
      case QUOTA -> of("ResourceLimitExceeded", failure.message());
      case CAPACITY -> new AwsRefusal(500, "InsufficientCapacity", insufficient(failure.message()));
      case NOT_FOUND -> of("InvalidParameterValue", failure.message());
      case CONFLICT -> of("DependencyViolation", failure.message());
      case CONFIGURATION -> of("InvalidParameterValue", failure.message());
      case UNAVAILABLE ->
          new AwsRefusal(503, "Unavailable", "The service is unavailable: " + failure.message());
    };
  }
}

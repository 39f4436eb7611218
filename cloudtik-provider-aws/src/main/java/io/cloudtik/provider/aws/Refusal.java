/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws;

import io.cloudtik.error.FailureKind;
import io.cloudtik.error.RetryAdvice;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the codes of AWS mean (<i>Error codes for the Amazon EC2 API</i>, <i>Error responses</i> of
 * S3, <i>Common errors</i> of IAM): what kind of failure they are, and what helps.
 */
enum Refusal {
  CAPACITY(
      FailureKind.CAPACITY,
      "allow more instance types or zones, or the other market",
      "InsufficientInstanceCapacity",
      "InsufficientHostCapacity",
      "InsufficientReservedInstanceCapacity",
      "InsufficientCapacity",
      "InsufficientCapacityOnOutpost",
      "SpotMaxPriceTooLow",
      "Unsupported"),
  /** The addresses of one subnet are used up; other zones have others. */
  ADDRESSES(
      FailureKind.CAPACITY,
      "allow more zones, or make the workspace with a larger block (Aws.cidr)",
      "InsufficientFreeAddressesInSubnet",
      "InsufficientAddressCapacity"),
  QUOTA(
      FailureKind.QUOTA,
      "ask for a higher quota in the Service Quotas console, or use less of it",
      "VcpuLimitExceeded",
      "InstanceLimitExceeded",
      "MaxSpotInstanceCountExceeded",
      "VpcLimitExceeded",
      "AddressLimitExceeded",
      "NatGatewayLimitExceeded",
      "InternetGatewayLimitExceeded",
      "SubnetLimitExceeded",
      "RouteTableLimitExceeded",
      "RouteLimitExceeded",
      "VpcEndpointLimitExceeded",
      "SecurityGroupLimitExceeded",
      "RulesPerSecurityGroupLimitExceeded",
      "SecurityGroupsPerInterfaceLimitExceeded",
      "VpcPeeringConnectionLimitExceeded",
      "ResourceLimitExceeded",
      "VolumeLimitExceeded",
      "MaxIOPSLimitExceeded",
      "ResourceCountLimitExceeded",
      "TooManyBuckets",
      "TagLimitExceeded",
      "LimitExceeded"),
  THROTTLED(
      FailureKind.THROTTLED,
      "",
      "RequestLimitExceeded",
      "Throttling",
      "ThrottlingException",
      "ThrottledException",
      "TooManyRequestsException",
      "RequestThrottled",
      "RequestThrottledException",
      "EC2ThrottledException",
      "BandwidthLimitExceeded",
      "ProvisionedThroughputExceededException",
      "PriorRequestNotComplete",
      "SlowDown"),
  PERMISSION(
      FailureKind.PERMISSION,
      "",
      "UnauthorizedOperation",
      "AccessDenied",
      "AccessDeniedException",
      "NotAuthorized",
      "AuthorizationError",
      "Client.UnauthorizedOperation",
      "AllAccessDisabled",
      "MethodNotAllowed"),
  EXPIRED(
      FailureKind.PERMISSION,
      "the credentials have expired: get new ones (aws sso login, or a new session) and do the same again; what was made is found",
      "ExpiredToken",
      "ExpiredTokenException",
      "RequestExpired",
      "TokenRefreshRequired"),
  CREDENTIALS(
      FailureKind.PERMISSION,
      "AWS does not know these credentials: look at the environment (AWS_ACCESS_KEY_ID, AWS_PROFILE) and at ~/.aws/credentials; in a region that the account has not enabled (Account, AWS Regions) nobody's are known",
      "AuthFailure",
      "InvalidClientTokenId",
      "InvalidAccessKeyId",
      "SignatureDoesNotMatch",
      "UnrecognizedClientException",
      "MissingAuthenticationToken",
      "IncompleteSignature",
      "InvalidToken",
      "InvalidSecurity"),
  CLOCK(
      FailureKind.PERMISSION,
      "the clock of this computer is wrong: set it",
      "RequestTimeTooSkewed",
      "InvalidSignatureException"),
  REGION(
      FailureKind.PERMISSION,
      "the account has not enabled this region: enable it under Account, AWS Regions, or use another one",
      "OptInRequired"),
  ACCOUNT(
      FailureKind.PERMISSION,
      "the account may not do this yet: look at its state in the console, or ask AWS support",
      "PendingVerification",
      "Blocked",
      "AccountProblem",
      "NotSignedUp"),
  NOT_FOUND(
      FailureKind.NOT_FOUND,
      "",
      "NoSuchEntity",
      "NoSuchBucket",
      "NoSuchKey",
      "NoSuchUpload",
      "NoSuchBucketPolicy",
      "NatGatewayNotFound",
      "ParameterNotFound",
      "NoSuchResourceException",
      "Gateway.NotAttached",
      "404"),
  IN_USE(
      FailureKind.CONFLICT,
      "something uses it still: end that, and do the same again",
      "DependencyViolation",
      "DeleteConflict",
      "BucketNotEmpty",
      "VolumeInUse",
      "InvalidNetworkInterface.InUse",
      "InvalidIPAddress.InUse",
      "InvalidGroup.InUse",
      "InvalidPlacementGroup.InUse"),
  TAKEN(
      FailureKind.CONFLICT,
      "it is there already: look whose it is, or choose another name for the workspace",
      "EntityAlreadyExists",
      "BucketAlreadyExists",
      "BucketAlreadyOwnedByYou",
      "InvalidGroup.Duplicate",
      "InvalidPermission.Duplicate",
      "InvalidSubnet.Conflict",
      "RouteAlreadyExists",
      "VpcPeeringConnectionAlreadyExists",
      "Resource.AlreadyAssociated",
      "Resource.AlreadyAssigned",
      "IdempotentParameterMismatch",
      "IncorrectInstanceState",
      "ConditionalRequestConflict"),
  /** Changes of IAM and of buckets take a while; the same call works a moment later. */
  SETTLING(
      FailureKind.UNAVAILABLE,
      "",
      "ConcurrentModification",
      "EntityTemporarilyUnmodifiable",
      "OperationAborted",
      "IncorrectState",
      "InvalidStateTransition",
      "OperationInProgress"),
  UNAVAILABLE(
      FailureKind.UNAVAILABLE,
      "",
      "InternalError",
      "InternalFailure",
      "ServiceUnavailable",
      "ServiceFailure",
      "Unavailable",
      "ServerInternal",
      "RequestTimeout",
      "500",
      "502",
      "503",
      "504"),
  CONFIGURATION(FailureKind.CONFIGURATION, "");

  private static final Set<String> NOT_A_THING = Set.of("InvalidAMIID.Unavailable");

  private final FailureKind kind;
  private final String remedy;
  private final Set<String> codes;

  Refusal(FailureKind kind, String remedy, String... codes) {
    this.kind = kind;
    this.remedy = remedy;
    this.codes = Set.of(codes);
  }

  FailureKind kind() {
    return kind;
  }

  String remedy() {
    return remedy;
  }

  Set<String> codes() {
    return codes;
  }

  /** Returns what helps as a rule. */
  RetryAdvice retry() {
    return kind.retry();
  }

  /** Finds out what a code means; a status of HTTP decides where the code is unknown. */
  static Refusal of(String code, int status) {
    String bare = code.replaceFirst("^(Client|Server)[.]", "");
    Optional<Refusal> known =
        Stream.of(values())
            .filter(it -> it.codes.contains(code) || it.codes.contains(bare))
            .findFirst();
    return known.orElseGet(() -> byPattern(bare, status));
  }

  private static Refusal byPattern(String code, int status) {
    String lower = code.toLowerCase(Locale.ROOT);
    if (NOT_A_THING.contains(code)) {
      return CONFIGURATION;
    }
    if (lower.endsWith(".notfound") || lower.endsWith("notfound")) {
      return NOT_FOUND;
    }
    if (lower.endsWith("limitexceeded")) {
      return QUOTA;
    }
    if (lower.endsWith(".duplicate") || lower.endsWith("alreadyexists")) {
      return TAKEN;
    }
    if (lower.endsWith(".inuse")) {
      return IN_USE;
    }
    if (status == 429) {
      return THROTTLED;
    }
    if (status >= 500) {
      return UNAVAILABLE;
    }
    if (status == 401) {
      // The JDK's client hides what else is in such an answer.
      return CREDENTIALS;
    }
    if (status == 403) {
      return PERMISSION;
    }
    return status == 404 && code.isEmpty() ? NOT_FOUND : CONFIGURATION;
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.FailureKind;
import io.cloudtik.error.ProviderException;
import io.cloudtik.error.ProviderFailure;
import io.cloudtik.error.RetryAdvice;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

class AwsErrorsTest {
  private final AwsErrors errors = new AwsErrors("us-west-2");

  @ParameterizedTest
  @CsvSource({
    "InsufficientInstanceCapacity,500,CAPACITY,ELSEWHERE",
    "Server.InsufficientInstanceCapacity,500,CAPACITY,ELSEWHERE",
    "InsufficientHostCapacity,500,CAPACITY,ELSEWHERE",
    "InsufficientFreeAddressesInSubnet,400,CAPACITY,ELSEWHERE",
    "SpotMaxPriceTooLow,400,CAPACITY,ELSEWHERE",
    "Unsupported,400,CAPACITY,ELSEWHERE",
    "VcpuLimitExceeded,400,QUOTA,ELSEWHERE",
    "InstanceLimitExceeded,400,QUOTA,ELSEWHERE",
    "MaxSpotInstanceCountExceeded,400,QUOTA,ELSEWHERE",
    "VpcLimitExceeded,400,QUOTA,ELSEWHERE",
    "AddressLimitExceeded,400,QUOTA,ELSEWHERE",
    "NatGatewayLimitExceeded,400,QUOTA,ELSEWHERE",
    "TooManyBuckets,400,QUOTA,ELSEWHERE",
    "SomethingNewLimitExceeded,400,QUOTA,ELSEWHERE",
    "RequestLimitExceeded,503,THROTTLED,LATER",
    "Throttling,400,THROTTLED,LATER",
    "ThrottlingException,400,THROTTLED,LATER",
    "SlowDown,503,THROTTLED,LATER",
    "UnauthorizedOperation,403,PERMISSION,AFTER_CHANGE",
    "AccessDenied,403,PERMISSION,AFTER_CHANGE",
    "AccessDeniedException,400,PERMISSION,AFTER_CHANGE",
    "ExpiredToken,400,PERMISSION,AFTER_CHANGE",
    "RequestExpired,400,PERMISSION,AFTER_CHANGE",
    "AuthFailure,401,PERMISSION,AFTER_CHANGE",
    "InvalidClientTokenId,403,PERMISSION,AFTER_CHANGE",
    "SignatureDoesNotMatch,403,PERMISSION,AFTER_CHANGE",
    "RequestTimeTooSkewed,403,PERMISSION,AFTER_CHANGE",
    "OptInRequired,401,PERMISSION,AFTER_CHANGE",
    "PendingVerification,400,PERMISSION,AFTER_CHANGE",
    "InvalidAMIID.NotFound,400,NOT_FOUND,LATER",
    "InvalidVpcID.NotFound,400,NOT_FOUND,LATER",
    "NatGatewayNotFound,400,NOT_FOUND,LATER",
    "NoSuchEntity,404,NOT_FOUND,LATER",
    "NoSuchBucket,404,NOT_FOUND,LATER",
    "DependencyViolation,400,CONFLICT,AFTER_CHANGE",
    "DeleteConflict,409,CONFLICT,AFTER_CHANGE",
    "EntityAlreadyExists,409,CONFLICT,AFTER_CHANGE",
    "BucketAlreadyExists,409,CONFLICT,AFTER_CHANGE",
    "InvalidGroup.Duplicate,400,CONFLICT,AFTER_CHANGE",
    "InvalidSubnet.Conflict,400,CONFLICT,AFTER_CHANGE",
    "IdempotentParameterMismatch,400,CONFLICT,AFTER_CHANGE",
    "OperationAborted,409,UNAVAILABLE,LATER",
    "ConcurrentModification,409,UNAVAILABLE,LATER",
    "InternalError,500,UNAVAILABLE,LATER",
    "ServiceUnavailable,503,UNAVAILABLE,LATER",
    "SomethingNew,502,UNAVAILABLE,LATER",
    "InvalidParameterValue,400,CONFIGURATION,AFTER_CHANGE",
    "InvalidAMIID.Malformed,400,CONFIGURATION,AFTER_CHANGE",
    "MalformedPolicyDocument,400,CONFIGURATION,AFTER_CHANGE",
    "SomethingNew,400,CONFIGURATION,AFTER_CHANGE",
    "SomethingNew,401,PERMISSION,AFTER_CHANGE",
    "SomethingNew,403,PERMISSION,AFTER_CHANGE",
    "SomethingNew,429,THROTTLED,LATER",
  })
  void eachCodeIsAFailureOfItsKind(String code, int status, FailureKind kind, RetryAdvice retry) {
    ProviderException e = refused("CreateVpc", code, status, "words of AWS");

    ProviderFailure failure = e.failure().orElseThrow();
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.retry()).isEqualTo(retry);
    assertThat(failure.code()).contains(code);
    assertThat(failure.requestId()).contains("r-1");
    assertThat(failure.scope().region()).contains("us-west-2");
    assertThat(e.errorCode()).isEqualTo(kind.errorCode());
    assertThat(e).hasMessageContaining("CreateVpc").hasMessageContaining("r-1");
  }

  @Test
  void noCodeHasTwoMeanings() {
    Set<String> seen = new TreeSet<>();
    for (Refusal refusal : Refusal.values()) {
      for (String code : refusal.codes()) {
        assertThat(seen.add(code)).as(code).isTrue();
      }
    }
  }

  @Test
  void whatNeedsTheUserHasARemedy() {
    for (String code :
        new String[] {
          "VcpuLimitExceeded",
          "ExpiredToken",
          "RequestTimeTooSkewed",
          "OptInRequired",
          "InvalidClientTokenId",
          "DependencyViolation",
          "InsufficientInstanceCapacity"
        }) {
      assertThat(refused("RunInstances", code, 400, "x").failure().orElseThrow().remedy())
          .as(code)
          .isNotBlank();
    }
    assertThat(refused("CreateVpc", "ExpiredToken", 400, "x"))
        .hasMessageContaining("aws sso login");
    assertThat(refused("CreateVpc", "RequestTimeTooSkewed", 403, "x"))
        .hasMessageContaining("clock");
    assertThat(refused("CreateVpc", "OptInRequired", 401, "x")).hasMessageContaining("enable it");
  }

  @Test
  void anAccessErrorNamesTheActionThatAwsNamed() {
    ProviderException e =
        refused(
            "CreateRole",
            "AccessDenied",
            403,
            "User: arn:aws:iam::1:user/ann is not authorized to perform: iam:CreateRole on resource: arn:aws:iam::1:role/x because no identity-based policy allows the iam:CreateRole action");

    assertThat(e)
        .hasMessageContaining("may not do iam:CreateRole on arn:aws:iam::1:role/x")
        .hasMessageContaining("add a statement that allows iam:CreateRole");
    assertThat(e.errorCode()).isEqualTo(ErrorCode.PERMISSION_DENIED);
  }

  @Test
  void anAccessErrorWithoutWordsNamesTheActionOfTheCall() {
    assertThat(refused("CreateVpc", "UnauthorizedOperation", 403, "You are not authorized"))
        .hasMessageContaining("ec2:CreateVpc");
    assertThat(refused("PutObject", "AccessDenied", 403, "Access Denied"))
        .hasMessageContaining("s3:PutObject");
    assertThat(refused("GetInstanceProfile", "AccessDenied", 403, ""))
        .hasMessageContaining("iam:GetInstanceProfile");
  }

  @Test
  void whatEc2EncodesIsDecodedAndNotShown() {
    AwsErrors decoding =
        new AwsErrors(
            "us-west-2",
            encoded ->
                encoded.equals("AbC-123")
                    ? "{\"allowed\":false,\"context\":{\"action\":\"iam:PassRole\",\"resource\":\"arn:aws:iam::1:role/w\"}}"
                    : "");
    ProviderException e =
        decoding.translate(
            "RunInstances",
            "x",
            exception(
                "UnauthorizedOperation",
                403,
                "You are not authorized to perform this operation. Encoded authorization failure message: AbC-123"));

    assertThat(e)
        .hasMessageContaining("iam:PassRole on arn:aws:iam::1:role/w")
        .hasMessageNotContaining("AbC-123");
  }

  @Test
  void aDenialByAPolicyIsNotMendedByAllowing() {
    assertThat(
            refused(
                "CreateVpc",
                "UnauthorizedOperation",
                403,
                "You are not authorized to perform: ec2:CreateVpc with an explicit deny in a service control policy"))
        .hasMessageContaining("a policy denies it")
        .hasMessageContaining("service control policy")
        .hasMessageNotContaining("add a statement");
  }

  @Test
  void aBoundaryIsNotMendedByThePolicyOfTheCaller() {
    assertThat(
            refused(
                "CreateRole",
                "AccessDenied",
                403,
                "User: arn:aws:iam::1:user/ann is not authorized to perform: iam:CreateRole on resource: arn:aws:iam::1:role/x because no permissions boundary allows the iam:CreateRole action"))
        .hasMessageContaining("the permissions boundary does not allow it")
        .hasMessageNotContaining("add a statement");
    assertThat(
            refused(
                "CreateRole",
                "AccessDenied",
                403,
                "User: x is not authorized to perform: iam:CreateRole with an explicit deny in a permissions boundary"))
        .hasMessageContaining("a policy denies it (permissions boundary)");
  }

  @Test
  void missingCredentialsAreNoLostAnswer() {
    ProviderFailure failure =
        errors
            .translate(
                "CreateVpc",
                "x",
                SdkClientException.create(
                    "Unable to load credentials from any of the providers in the chain"))
            .failure()
            .orElseThrow();

    assertThat(failure.kind()).isEqualTo(FailureKind.PERMISSION);
    assertThat(failure.remedy()).contains("AWS_PROFILE");
  }

  @Test
  void whatWasNotAnsweredMayHaveBeenDone() {
    ProviderFailure failure =
        errors
            .translate("CreateVpc", "x", SdkClientException.create("Read timed out"))
            .failure()
            .orElseThrow();

    assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE);
    assertThat(failure.retry()).isEqualTo(RetryAdvice.LATER);
    assertThat(failure.message()).contains("may have been done");
  }

  private ProviderException refused(String call, String code, int status, String message) {
    return errors.translate(call, "thing", exception(code, status, message));
  }

  private static Ec2Exception exception(String code, int status, String message) {
    return (Ec2Exception)
        Ec2Exception.builder()
            .statusCode(status)
            .requestId("r-1")
            .awsErrorDetails(
                AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
            .build();
  }
}

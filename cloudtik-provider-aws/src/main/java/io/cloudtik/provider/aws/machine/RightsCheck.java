/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.machine;

import io.cloudtik.error.FailureKind;
import io.cloudtik.error.FailureScope;
import io.cloudtik.error.ProviderException;
import io.cloudtik.error.ProviderFailure;
import io.cloudtik.provider.aws.AwsCalls;
import io.cloudtik.provider.aws.AwsClients;
import io.cloudtik.provider.aws.CallFamily;
import io.cloudtik.provider.aws.Questions;
import io.cloudtik.spi.provider.LaunchRequest;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;

/** Whether the caller may start a cluster. Changes nothing. Thread-safe. */
final class RightsCheck {
  private static final String DRY_RUN_PASSED = "DryRunOperation";

  /** The session of a role stands for the role. */
  private static final Pattern SESSION =
      Pattern.compile("arn:([^:]+):sts::([0-9]+):assumed-role/([^/]+)/.*");

  /** What a client does for a cluster. That it may do so with every condition is not asked. */
  private static final List<String> ACTIONS =
      List.of(
          "ec2:RunInstances",
          "ec2:CreateTags",
          "ec2:TerminateInstances",
          "ec2:DescribeInstances",
          "ec2:DescribeInstanceTypes",
          "ec2:DescribeInstanceTypeOfferings",
          "ec2:DescribeImages",
          "ec2:DescribeVolumes",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeAddresses",
          "ssm:GetParameters");

  private final AwsClients clients;
  private final AwsCalls calls;
  private final RunCall run;
  private final Places places;

  RightsCheck(AwsClients clients, AwsCalls calls, RunCall run, Places places) {
    this.clients = clients;
    this.calls = calls;
    this.run = run;
    this.places = places;
  }

  /** Whether AWS knows the caller. */
  List<ProviderFailure> credentials() {
    caller();
    return List.of();
  }

  private String caller() {
    return calls.call(
        CallFamily.OTHER,
        "GetCallerIdentity",
        "caller",
        () -> clients.sts().getCallerIdentity().arn());
  }

  /** Whether the launch would be let through. */
  List<ProviderFailure> dryRun(LaunchRequest request) {
    try {
      RunInstancesRequest dry = run.request(request, request.slots(), "cloudtik-preflight", true);
      calls.call(CallFamily.EC2_LAUNCH, "RunInstances", "dry run", () -> passes(dry));
      return List.of();
    } catch (ProviderException e) {
      boolean noWorkspace =
          e.failure().filter(it -> it.kind() == FailureKind.NOT_FOUND).isPresent();
      if (noWorkspace) {
        places.forget();
        return List.of();
      }
      return Questions.finding(e);
    }
  }

  private boolean passes(RunInstancesRequest dry) {
    try {
      clients.ec2().runInstances(dry);
      return true;
    } catch (Ec2Exception e) {
      if (e.awsErrorDetails() != null && DRY_RUN_PASSED.equals(e.awsErrorDetails().errorCode())) {
        return true;
      }
      throw e;
    }
  }

  /** Where the caller may not ask what it may, nothing is known against it. */
  List<ProviderFailure> simulated() {
    try {
      String caller = caller();
      Matcher session = SESSION.matcher(caller);
      String principal =
          session.matches()
              ? "arn:%s:iam::%s:role/%s"
                  .formatted(session.group(1), session.group(2), session.group(3))
              : caller;
      if (principal.endsWith(":root")) {
        return List.of();
      }
      return calls
          .call(
              CallFamily.IAM,
              "SimulatePrincipalPolicy",
              principal,
              () ->
                  clients
                      .iam()
                      .simulatePrincipalPolicy(
                          it -> it.policySourceArn(principal).actionNames(ACTIONS))
                      .evaluationResults())
          .stream()
          .filter(RightsCheck::denied)
          .map(each -> lacks(principal, each))
          .toList();
    } catch (ProviderException e) {
      return List.of();
    }
  }

  /**
   * A right that is bound to conditions, such as tags, looks like none when it is asked for without
   * them: only what a policy denies by name is sure.
   */
  private static boolean denied(EvaluationResult result) {
    return result.evalDecision() == PolicyEvaluationDecisionType.EXPLICIT_DENY
        || (result.evalDecision() == PolicyEvaluationDecisionType.IMPLICIT_DENY
            && result.matchedStatements().isEmpty()
            && result.evalActionName().startsWith("ec2:Describe"));
  }

  private static ProviderFailure lacks(String principal, EvaluationResult result) {
    return ProviderFailure.builder()
        .kind(FailureKind.PERMISSION)
        .message(
            "%s may not %s: %s"
                .formatted(principal, result.evalActionName(), result.evalDecisionAsString()))
        .scope(FailureScope.builder().build())
        .remedy("let somebody add %s to its policy".formatted(result.evalActionName()))
        .build();
  }
}

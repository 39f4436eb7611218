/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.FailureKind;
import io.cloudtik.spi.provider.ResourceState;
import io.cloudtik.spi.provider.WorkspaceResource;
import io.cloudtik.testkit.aws.AwsRefusal;
import io.cloudtik.testkit.aws.EmulatedAws;
import io.cloudtik.testkit.cloud.CloudLimits;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import io.cloudtik.testkit.cloud.ThingKind;
import io.cloudtik.testkit.cloud.ThingOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * What AWS may refuse while a workspace is made or deleted, over the wire: it is told with what it
 * was, where and what to do, and whoever does the same again afterwards comes to an end.
 */
class AwsRefusalsTest {
  /** Every k-th row; set to 1 for all. */
  private static final int STRIDE = Integer.getInteger("cloudtik.aws.stride", 9);

  private static final String EVERYTHING =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}
      """;

  private final SimulatedCloud cloud = SimulatedCloud.of(5, CloudLimits.ec2());
  private final EmulatedAws aws = EmulatedAws.on(cloud).atSpeed(0).start();
  private final Aws place =
      Aws.inRegion("us-west-2").endpointOverride(aws.endpoint()).sshFrom("203.0.113.7/32");
  private final List<AutoCloseable> opened = new ArrayList<>();
  private int processes;
  private AwsClients hand;

  @BeforeEach
  void takeAHand() {
    hand = TestClients.at(aws.endpoint(), aws.accessKeyId(), aws.secretAccessKey());
    opened.add(hand);
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
    aws.close();
    cloud.close();
  }

  private AwsProcess process() {
    return new AwsProcess(aws, place, "r" + ++processes);
  }

  private AwsProcess process(AwsCredentials credentials) {
    return new AwsProcess(aws, place, "r" + ++processes, credentials);
  }

  private void requireWhole() {
    AwsProvider provider = process().provider();
    opened.add(provider);
    assertThat(provider.resources())
        .extracting(WorkspaceResource::observe)
        .allSatisfy(it -> assertThat(it.state()).isEqualTo(ResourceState.PRESENT));
  }

  /** Whoever comes after the refusal makes all of it, and whoever deletes it leaves nothing. */
  private void requireGoesOn() {
    process().create();
    requireWhole();
    process().delete();
    assertThat(cloud.leftovers()).allMatch(it -> it.contains(" bounds "));
  }

  private static Stream<String> some(String... rows) {
    return IntStream.range(0, rows.length).filter(i -> i % STRIDE == 0).mapToObj(i -> rows[i]);
  }

  static Stream<String> limits() {
    return some(
        "CreateVpc VpcLimitExceeded",
        "AllocateAddress AddressLimitExceeded",
        "CreateNatGateway NatGatewayLimitExceeded",
        "CreateInternetGateway InternetGatewayLimitExceeded",
        "CreateSubnet SubnetLimitExceeded",
        "CreateRouteTable RouteTableLimitExceeded",
        "CreateRoute RouteLimitExceeded",
        "CreateVpcEndpoint VpcEndpointLimitExceeded",
        "CreateSecurityGroup SecurityGroupLimitExceeded",
        "AuthorizeSecurityGroupIngress RulesPerSecurityGroupLimitExceeded",
        "CreateRole LimitExceeded",
        "PutRolePolicy LimitExceeded",
        "CreateInstanceProfile LimitExceeded",
        "AddRoleToInstanceProfile LimitExceeded",
        "CreateBucket TooManyBuckets");
  }

  @ParameterizedTest
  @MethodSource("limits")
  void aQuotaThatIsUsedUpIsToldAndWhatWasMadeIsTakenUp(String row) {
    String call = row.split(" ")[0];
    String code = row.split(" ")[1];
    cloud
        .faults()
        .on(call)
        .times(1)
        .refuse(new AwsRefusal(400, code, "The maximum number has been reached."));

    assertThatThrownBy(() -> process().create())
        .isInstanceOfSatisfying(
            CloudTikException.class,
            e -> assertThat(e.errorCode()).isEqualTo(FailureKind.QUOTA.errorCode()))
        .hasMessageContaining(call)
        .hasMessageContaining("The maximum number has been reached.")
        .hasMessageContaining("ask for a higher quota");

    requireGoesOn();
  }

  static Stream<String> changes() {
    return some(
        "ec2:CreateVpc",
        "ec2:ModifyVpcAttribute",
        "ec2:CreateSubnet",
        "ec2:ModifySubnetAttribute",
        "ec2:CreateInternetGateway",
        "ec2:AttachInternetGateway",
        "ec2:AllocateAddress",
        "ec2:CreateNatGateway",
        "ec2:CreateRouteTable",
        "ec2:AssociateRouteTable",
        "ec2:CreateRoute",
        "ec2:CreateVpcEndpoint",
        "ec2:CreateSecurityGroup",
        "ec2:AuthorizeSecurityGroupIngress",
        "ec2:CreateTags",
        "iam:CreateRole",
        "iam:PutRolePolicy",
        "iam:CreateInstanceProfile",
        "iam:AddRoleToInstanceProfile",
        "s3:CreateBucket",
        "s3:PutEncryptionConfiguration",
        "s3:PutBucketPublicAccessBlock",
        "s3:PutBucketTagging",
        "s3:PutBucketPolicy",
        "s3:PutObject");
  }

  @ParameterizedTest
  @MethodSource("changes")
  void whatThePolicyOfAnOrganizationDeniesIsNamedAndWhatWasMadeIsTakenUp(String action) {
    aws.identities().organization(but(action));

    assertThatThrownBy(() -> process().create())
        .isInstanceOfSatisfying(
            CloudTikException.class,
            e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.PERMISSION_DENIED))
        .hasMessageContaining("may not do " + action)
        .hasMessageContaining("a policy denies it (service control policy)")
        .hasMessageContaining("ask whoever wrote the policy");

    aws.identities().organization(null);
    requireGoesOn();
  }

  static Stream<String> deletions() {
    return some(
        "ec2:DeleteVpc",
        "ec2:DeleteSubnet",
        "ec2:DeleteInternetGateway",
        "ec2:DetachInternetGateway",
        "ec2:ReleaseAddress",
        "ec2:DeleteNatGateway",
        "ec2:DeleteRouteTable",
        "ec2:DeleteVpcEndpoints",
        "ec2:DeleteSecurityGroup",
        "iam:DeleteRole",
        "iam:DeleteRolePolicy",
        "iam:DeleteInstanceProfile",
        "iam:RemoveRoleFromInstanceProfile",
        "s3:DeleteBucketPolicy",
        "s3:DeleteObject",
        "s3:DeleteBucket");
  }

  @ParameterizedTest
  @MethodSource("deletions")
  void whatMayNotBeDeletedIsNamedAndTheNextDeleteLeavesNothing(String action) {
    process().create();
    aws.identities().organization(but(action));

    assertThatThrownBy(() -> process().delete())
        .isInstanceOf(CloudTikException.class)
        .hasMessageContaining("may not do " + action);

    aws.identities().organization(null);
    process().delete();
    assertThat(cloud.leftovers()).isEmpty();
  }

  private static String but(String action) {
    return """
    {"Version":"2012-10-17","Statement":[
      {"Effect":"Allow","Action":"*","Resource":"*"},
      {"Effect":"Deny","Action":"%s","Resource":"*"}]}
    """
        .formatted(action);
  }

  static Stream<String> uses() {
    return some(
        "DeleteVpc DependencyViolation",
        "DeleteSubnet DependencyViolation",
        "DetachInternetGateway DependencyViolation",
        "DeleteSecurityGroup DependencyViolation",
        "DeleteRouteTable DependencyViolation",
        "ReleaseAddress InvalidIPAddress.InUse",
        "DeleteRole DeleteConflict",
        "DeleteInstanceProfile DeleteConflict",
        "DeleteBucket BucketNotEmpty");
  }

  @ParameterizedTest
  @MethodSource("uses")
  void whatIsInUseIsToldAndTheNextDeleteLeavesNothing(String row) {
    String call = row.split(" ")[0];
    process().create();
    cloud
        .faults()
        .on(call)
        .refuse(new AwsRefusal(400, row.split(" ")[1], "It is in use, and cannot be deleted."));

    assertThatThrownBy(() -> process().delete())
        .isInstanceOfSatisfying(
            CloudTikException.class,
            e -> assertThat(e.errorCode()).isEqualTo(FailureKind.CONFLICT.errorCode()))
        .hasMessageContaining(call)
        .hasMessageContaining("It is in use")
        .hasMessageContaining("something uses it still");

    cloud.faults().clear();
    process().delete();
    assertThat(cloud.leftovers()).isEmpty();
  }

  @Test
  void callsThatAreRefusedForBeingTooManyAreMadeAgain() {
    for (String call :
        some(
                "DescribeVpcs",
                "CreateVpc",
                "CreateSubnet",
                "AllocateAddress",
                "CreateNatGateway",
                "CreateRoute",
                "CreateRole",
                "PutRolePolicy",
                "CreateBucket",
                "PutObject")
            .toList()) {
      cloud.faults().on(call).times(1).refuse(FailureKind.THROTTLED);
    }

    requireGoesOn();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 14, 30})
  void aSessionThatEndsInTheMiddleIsToldAndANewOneGoesOn(int k) {
    AwsProcess first = process(session());
    first.before(k, () -> aws.identities().expire(null));

    assertThatThrownBy(first::create)
        .isInstanceOfSatisfying(
            CloudTikException.class,
            e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.PERMISSION_DENIED))
        .hasMessageContaining("credentials have expired")
        .hasMessageContaining("aws sso login");

    process(session()).create();
    requireWhole();
    process(session()).delete();
    assertThat(cloud.leftovers()).allMatch(it -> it.contains("deployer"));
  }

  private AwsCredentials session() {
    var key = aws.identities().user("ann", EVERYTHING);
    try (AwsClients ann = TestClients.at(aws.endpoint(), key.id(), key.secret())) {
      if (hand.iam().listRoles().roles().stream()
          .noneMatch(it -> it.roleName().equals("deployer"))) {
        hand.iam()
            .createRole(
                b ->
                    b.roleName("deployer")
                        .assumeRolePolicyDocument(
                            """
                            {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                              "Action":"sts:AssumeRole","Principal":{"AWS":"%s"}}]}
                            """
                                .formatted(aws.account())));
        hand.iam()
            .putRolePolicy(
                b -> b.roleName("deployer").policyName("all").policyDocument(EVERYTHING));
        cloud.time().pause(Duration.ofMinutes(1));
      }
      Credentials made =
          ann.sts()
              .assumeRole(
                  b ->
                      b.roleArn("arn:aws:iam::%s:role/deployer".formatted(aws.account()))
                          .roleSessionName("ann"))
              .credentials();
      return AwsSessionCredentials.create(
          made.accessKeyId(), made.secretAccessKey(), made.sessionToken());
    }
  }

  @Test
  void whatTheBoundaryOfACallerDoesNotAllowIsNamed() {
    var key = aws.identities().user("bea", EVERYTHING);
    String boundary =
        hand.iam()
            .createPolicy(
                b ->
                    b.policyName("bounds")
                        .policyDocument(
                            """
                            {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                              "NotAction":"iam:CreateRole","Resource":"*"}]}
                            """))
            .policy()
            .arn();
    hand.iam().putUserPermissionsBoundary(b -> b.userName("bea").permissionsBoundary(boundary));

    assertThatThrownBy(() -> new AwsProcess(aws, place, "bea-", key.id(), key.secret()).create())
        .hasMessageContaining("may not do iam:CreateRole")
        .hasMessageContaining("the permissions boundary does not allow it");

    requireGoesOn();
  }

  @Test
  void aRegionThatIsNotEnabledIsNamedAsAReason() {
    try (SimulatedCloud other = SimulatedCloud.of(6);
        EmulatedAws closed = EmulatedAws.on(other).atSpeed(0).notEnabled().start()) {
      Aws there = Aws.inRegion("us-west-2").endpointOverride(closed.endpoint());

      assertThatThrownBy(() -> new AwsProcess(closed, there, "n").create())
          .isInstanceOfSatisfying(
              CloudTikException.class,
              e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.PERMISSION_DENIED))
          .hasMessageContaining("a region that the account has not enabled");
      assertThat(other.leftovers()).isEmpty();
    }
  }

  @Test
  void aServiceThatTheAccountHasNotEnabledThereIsTheSame() {
    cloud
        .faults()
        .on("*")
        .refuse(
            new AwsRefusal(
                401, "OptInRequired", "You are not subscribed to this service in this region."));

    assertThatThrownBy(() -> process().create())
        .hasMessageContaining("status 401")
        .hasMessageContaining("a region that the account has not enabled");

    cloud.faults().clear();
    requireGoesOn();
  }

  private String bucket() {
    return "cloudtik-demo-%s-us-west-2".formatted(aws.account());
  }

  @Test
  void aBucketOfAStrangersIsNotTouchedAndNothingElseIsMade() {
    cloud
        .things()
        .order(
            new ThingOrder(
                ThingKind.BUCKET,
                bucket(),
                "",
                Map.of(),
                Map.of("owner", "999999999999"),
                Set.of()));
    List<String> before = cloud.leftovers();

    assertThatThrownBy(() -> process().create())
        .hasMessageContaining(bucket())
        .hasMessageContaining("belongs to another account")
        .hasMessageContaining("nothing was changed");
    assertThat(cloud.leftovers()).isEqualTo(before);
  }

  @Test
  void aBucketThatAStrangerTakesMeanwhileIsToldSo() {
    cloud
        .faults()
        .on("CreateBucket")
        .times(1)
        .refuse(new AwsRefusal(409, "BucketAlreadyExists", "The requested name is not available."));

    assertThatThrownBy(() -> process().create())
        .hasMessageContaining(bucket())
        .hasMessageContaining("belongs to another account");

    requireGoesOn();
  }

  @Test
  void aBucketThatIsOursAlreadyIsTakenUp() {
    // The answer to the second one is BucketAlreadyOwnedByYou.
    cloud.faults().on("CreateBucket").times(1).duplicate();

    requireGoesOn();
  }

  @Test
  void whoDeletesWhileAnotherCreatesLeavesAllOrNothing() {
    AwsProcess creator = process();
    AwsProcess deleter = process();
    List<String> told = new ArrayList<>();
    cloud
        .time()
        .run(
            () -> {
              CompletableFuture<Void> creating =
                  CompletableFuture.runAsync(
                      () -> tell(creator::work, told), cloud.time().executor());
              cloud.time().pause(Duration.ofSeconds(20));
              CompletableFuture<Void> deleting =
                  CompletableFuture.runAsync(
                      () -> tell(deleter::workOff, told), cloud.time().executor());
              cloud.time().await(creating);
              return cloud.time().await(deleting);
            });

    // One had its turn after the other.
    assertThat(told).isEmpty();
    assertThat(cloud.leftovers()).isEmpty();
    requireGoesOn();
  }

  @Test
  void twoWhoDeleteAtOnceLeaveNothing() {
    process().create();
    AwsProcess first = process();
    AwsProcess second = process();
    List<String> told = new ArrayList<>();
    cloud
        .time()
        .run(
            () -> {
              CompletableFuture<Void> one =
                  CompletableFuture.runAsync(
                      () -> tell(first::workOff, told), cloud.time().executor());
              CompletableFuture<Void> two =
                  CompletableFuture.runAsync(
                      () -> tell(second::workOff, told), cloud.time().executor());
              cloud.time().await(one);
              return cloud.time().await(two);
            });

    assertThat(told).isEmpty();
    assertThat(cloud.leftovers()).isEmpty();
  }

  private static void tell(Runnable work, List<String> told) {
    try {
      work.run();
    } catch (CloudTikException e) {
      synchronized (told) {
        told.add(String.valueOf(e.getMessage()));
      }
    }
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.spi.provider.ResourceObservation;
import io.cloudtik.spi.provider.ResourceState;
import io.cloudtik.spi.provider.WorkspaceResource;
import io.cloudtik.testkit.aws.EmulatedAws;
import io.cloudtik.testkit.cloud.CallRecord;
import io.cloudtik.testkit.cloud.CloudLimits;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import io.cloudtik.testkit.cloud.ThingKind;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;

/** What can happen to a workspace on the emulated AWS, over the wire. */
class AwsWorkspaceTest {
  private static final String IMAGE = "ami-0a120230000008601";

  private final SimulatedCloud cloud = SimulatedCloud.of(3, CloudLimits.ec2());
  private final EmulatedAws aws = EmulatedAws.on(cloud).atSpeed(0).start();
  private final Aws place = Aws.inRegion("us-west-2").endpointOverride(aws.endpoint());
  private final List<AutoCloseable> opened = new ArrayList<>();
  private int processes;
  private Ec2Client ec2;
  private AwsClients hand;

  @BeforeEach
  void takeAHand() {
    hand = TestClients.at(aws.endpoint(), aws.accessKeyId(), aws.secretAccessKey());
    ec2 = hand.ec2();
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
    hand.close();
    aws.close();
    cloud.close();
  }

  private AwsProcess process(Aws at) {
    return new AwsProcess(aws, at, "t" + ++processes);
  }

  private AwsProvider provider(Aws at) {
    AwsProvider provider = process(at).provider();
    opened.add(provider);
    return provider;
  }

  private static Filter ours() {
    return Filter.builder().name("tag:cloudtik-workspace").values("demo").build();
  }

  private static Map<String, ResourceObservation> seen(AwsProvider provider) {
    Map<String, ResourceObservation> seen = new TreeMap<>();
    for (WorkspaceResource resource : provider.resources()) {
      seen.put(resource.id(), resource.observe());
    }
    return seen;
  }

  private static List<String> notPresent(AwsProvider provider) {
    List<String> lines = new ArrayList<>();
    seen(provider)
        .forEach(
            (id, it) -> {
              if (it.state() != ResourceState.PRESENT) {
                lines.add(id + " " + it);
              }
            });
    return lines;
  }

  @Test
  void createTakesAtMostSixtyCallsAndASecondOneTwenty() {
    AwsProcess first = process(place);
    first.create();
    AwsProcess second = process(place);
    second.create();

    long documents = first.made.stream().filter(it -> it.matches("(Get|Put|Delete)Object")).count();
    assertThat(first.made.size() - documents).isLessThanOrEqualTo(60);
    documents = second.made.stream().filter(it -> it.matches("(Get|Put|Delete)Object")).count();
    assertThat(second.made.size() - documents).isLessThanOrEqualTo(20);
  }

  private static long changes(SimulatedCloud cloud) {
    return cloud.log().stream().filter(CallRecord::changes).count();
  }

  @Test
  void quotasThatAreTooSmallAreToldAllAtOnceBeforeAnythingIsMade() {
    for (ThingKind kind :
        List.of(ThingKind.NETWORK, ThingKind.ADDRESS, ThingKind.INTERNET_GATEWAY)) {
      cloud.things().quota(kind, 5);
    }
    for (int i = 0; i < 5; i++) {
      String block = "10." + (100 + i) + ".0.0/16";
      ec2.createVpc(b -> b.cidrBlock(block));
      ec2.allocateAddress(b -> b.domain("vpc"));
      ec2.createInternetGateway();
    }
    long before = changes(cloud);

    assertThatThrownBy(() -> process(place).create())
        .isInstanceOfSatisfying(
            CloudTikException.class,
            e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.QUOTA_EXCEEDED))
        .hasMessageContaining("needs 1 VPCs more; the account has 5 of at most 5 in us-west-2")
        .hasMessageContaining("needs 1 elastic addresses more; the account has 5 of at most 5")
        .hasMessageContaining("needs 1 internet gateways more")
        .hasMessageContaining("Service Quotas (vpc, L-F678F1CE)")
        .hasMessageContaining("Service Quotas (ec2, L-0263D0A3)")
        .hasMessageContaining("Service Quotas (vpc, L-A4707A72)");
    assertThat(changes(cloud)).isEqualTo(before);

    for (ThingKind kind :
        List.of(ThingKind.NETWORK, ThingKind.ADDRESS, ThingKind.INTERNET_GATEWAY)) {
      cloud.things().quota(kind, 6);
    }
    AwsProcess process = process(place);
    process.create();
    assertThat(process.made.stream().filter("GetServiceQuota"::equals)).hasSize(3);
    // What is there needs no room.
    process(place).create();
  }

  @Test
  void whoMayNotKnowQuotasIsNotHeldUp() {
    cloud.things().quota(ThingKind.ADDRESS, 6);
    for (int i = 0; i < 5; i++) {
      ec2.allocateAddress(b -> b.domain("vpc"));
    }
    var key =
        aws.identities()
            .user("eva", place.userPolicy("demo").replace("servicequotas:GetServiceQuota", "x:Y"));

    new AwsProcess(aws, place, "eva1", key.id(), key.secret()).create();
    assertThat(notPresent(provider(place))).isEmpty();
  }

  @Test
  void whatIsChangedByHandIsShownAtTheNextLookAndMended() {
    process(place.sshFrom("203.0.113.7/32")).create();
    AwsProvider provider = provider(place.sshFrom("203.0.113.7/32"));
    assertThat(notPresent(provider)).isEmpty();

    var tables = ec2.describeRouteTables(b -> b.filters(ours())).routeTables();
    String table =
        tables.stream()
            .filter(it -> it.tags().toString().contains("private-routes"))
            .findFirst()
            .orElseThrow()
            .routeTableId();
    ec2.deleteRoute(b -> b.routeTableId(table).destinationCidrBlock("0.0.0.0/0"));
    String group =
        ec2.describeSecurityGroups(b -> b.filters(ours())).securityGroups().stream()
            .filter(it -> it.groupName().endsWith("head-group"))
            .findFirst()
            .orElseThrow()
            .groupId();
    ec2.authorizeSecurityGroupIngress(
        b ->
            b.groupId(group)
                .ipPermissions(
                    p ->
                        p.ipProtocol("tcp")
                            .fromPort(22)
                            .toPort(22)
                            .ipRanges(r -> r.cidrIp("0.0.0.0/0"))));
    String role = "cloudtik-demo-us-west-2-worker";
    hand.iam().deleteRolePolicy(b -> b.roleName(role).policyName("cloudtik"));
    String bucket = hand.s3().listBuckets().buckets().get(0).name();
    hand.s3().deletePublicAccessBlock(b -> b.bucket(bucket));
    hand.s3().deleteBucketPolicy(b -> b.bucket(bucket));

    assertThat(notPresent(provider))
        .hasSize(5)
        .anyMatch(it -> it.startsWith("private-routes DRIFTED") && it.contains("0.0.0.0/0"))
        .anyMatch(it -> it.startsWith("head-group DRIFTED") && it.contains("from 0.0.0.0/0"))
        .anyMatch(it -> it.startsWith("worker-role DRIFTED"))
        .anyMatch(it -> it.startsWith("bucket DRIFTED"))
        .anyMatch(it -> it.startsWith("boot-access ABSENT"));

    process(place.sshFrom("203.0.113.7/32")).create();
    assertThat(notPresent(provider)).isEmpty();
  }

  @Test
  void aNatGatewayThatIsDeletedByHandIsMadeAgainAndRoutedTo() {
    process(place).create();
    String gateway =
        ec2.describeNatGateways(b -> b.filter(ours())).natGateways().get(0).natGatewayId();
    ec2.deleteNatGateway(b -> b.natGatewayId(gateway));
    cloud.time().pause(Duration.ofMinutes(5));

    process(place).create();

    assertThat(notPresent(provider(place))).isEmpty();
    process(place).delete();
    assertThat(cloud.leftovers()).isEmpty();
  }

  @Test
  void twoClientsAtOnceMakeOneWorkspace() {
    AwsProcess first = process(place);
    AwsProcess second = process(place);
    cloud
        .time()
        .run(
            () -> {
              CompletableFuture<Void> one =
                  CompletableFuture.runAsync(first::work, cloud.time().executor());
              CompletableFuture<Void> two =
                  CompletableFuture.runAsync(second::work, cloud.time().executor());
              cloud.time().await(one);
              return cloud.time().await(two);
            });

    assertThat(notPresent(provider(place))).isEmpty();
    assertThat(ec2.describeVpcs(b -> b.filters(ours())).vpcs()).hasSize(1);
    assertThat(ec2.describeAddresses().addresses()).hasSize(1);
    process(place).delete();
    assertThat(cloud.leftovers()).isEmpty();
  }

  @Test
  void aMachineOfTheUsersInTheNetworkIsNamedWhenTheWorkspaceIsDeleted() {
    process(place).create();
    String subnet = ec2.describeSubnets(b -> b.filters(ours())).subnets().get(0).subnetId();
    String machine = machineIn(subnet);
    cloud.time().pause(Duration.ofMinutes(1));

    assertThatThrownBy(() -> process(place).delete())
        .isInstanceOf(CloudTikException.class)
        .hasMessageContaining("instance " + machine);
    ec2.terminateInstances(b -> b.instanceIds(machine));
    cloud.time().pause(Duration.ofMinutes(5));
    process(place).delete();
    assertThat(cloud.leftovers()).isEmpty();
  }

  @Test
  void aNetworkOfTheUsersIsCheckedUsedAndLeftAsItWas() {
    String network = ec2.createVpc(b -> b.cidrBlock("10.9.0.0/16")).vpc().vpcId();
    int before = cloud.things().all().size();
    Aws inside = place.inNetwork(network, "10.9.64.0/20");

    process(inside).create();

    assertThat(notPresent(provider(inside))).isEmpty();
    assertThat(seen(provider(inside))).doesNotContainKeys("internet-gateway", "nat-gateway");
    process(inside).delete();
    assertThat(cloud.things().all()).hasSize(before);
    assertThat(ec2.describeVpcs(b -> b.vpcIds(network)).vpcs()).hasSize(1);
  }

  @Test
  void aNetworkThatIsNotThereOrHasNoRoomIsInTheWay() {
    String network = ec2.createVpc(b -> b.cidrBlock("10.9.0.0/16")).vpc().vpcId();

    assertThatThrownBy(() -> process(place.inNetwork(network, "10.8.0.0/20")).create())
        .hasMessageContaining("10.8.0.0/20 is not in its blocks")
        .hasMessageContaining("nothing was changed");
    assertThatThrownBy(
            () -> process(place.inNetwork("vpc-0123456789abcdef0", "10.9.0.0/20")).create())
        .hasMessageContaining("vpc-0123456789abcdef0");
  }

  @Test
  void aNetworkThatIsPeeredWithIsReachedAndGivenBackItsRoutes() {
    String network = ec2.createVpc(b -> b.cidrBlock("10.9.0.0/16")).vpc().vpcId();
    Aws peered = place.peeredWith(network);

    process(peered).create();

    assertThat(notPresent(provider(peered))).isEmpty();
    Filter theirs = Filter.builder().name("vpc-id").values(network).build();
    assertThat(ec2.describeRouteTables(b -> b.filters(theirs)).routeTables().get(0).routes())
        .anyMatch(
            it ->
                "10.0.0.0/16".equals(it.destinationCidrBlock())
                    && it.vpcPeeringConnectionId() != null);
    process(peered).delete();
    assertThat(ec2.describeRouteTables(b -> b.filters(theirs)).routeTables().get(0).routes())
        .noneMatch(it -> it.vpcPeeringConnectionId() != null);
  }

  @Test
  void aCallerWithoutARightIsToldWhichOne() {
    var key =
        aws.identities()
            .user(
                "ann",
                """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:ListAllMyBuckets","Resource":"*"}]}
            """);
    AwsProcess ann = new AwsProcess(aws, place, "ann", key.id(), key.secret());

    assertThatThrownBy(ann::create)
        .isInstanceOf(CloudTikException.class)
        .satisfies(
            e ->
                assertThat(((CloudTikException) e).errorCode())
                    .isEqualTo(ErrorCode.PERMISSION_DENIED))
        .hasMessageContaining("may not do ");
  }

  @Test
  void theGeneratedPolicyIsEnoughToMakeAndDeleteAWorkspace() {
    var key = aws.identities().user("ben", place.userPolicy("demo"));

    new AwsProcess(aws, place, "ben1", key.id(), key.secret()).create();
    assertThat(notPresent(provider(place))).isEmpty();
    new AwsProcess(aws, place, "ben2", key.id(), key.secret()).delete();
    assertThat(cloud.leftovers()).isEmpty();
  }

  private AwsClients as(String role) {
    String policy =
        hand.iam()
            .getRolePolicy(
                b -> b.roleName("cloudtik-demo-us-west-2-" + role).policyName("cloudtik"))
            .policyDocument();
    var key =
        aws.identities().user("as-" + role, URLDecoder.decode(policy, StandardCharsets.UTF_8));
    AwsClients clients = TestClients.at(aws.endpoint(), key.id(), key.secret());
    opened.add(clients);
    return clients;
  }

  private static void assertRefused(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            AwsServiceException.class, e -> assertThat(e.statusCode()).isEqualTo(403));
  }

  @Test
  void workersReachDataAndNothingElse() {
    process(place).create();
    String bucket = hand.s3().listBuckets().buckets().get(0).name();
    AwsClients worker = as("worker");

    worker.s3().putObject(b -> b.bucket(bucket).key("data/x"), RequestBody.fromString("x"));
    worker.s3().listObjectsV2(b -> b.bucket(bucket).prefix("data/"));
    for (String key : List.of("control/x", "documents/x", "x")) {
      assertRefused(
          () -> worker.s3().putObject(b -> b.bucket(bucket).key(key), RequestBody.fromString("x")));
      assertRefused(() -> worker.s3().getObjectAsBytes(b -> b.bucket(bucket).key(key)));
    }
    assertRefused(() -> worker.s3().listObjectsV2(b -> b.bucket(bucket).prefix("control/")));
    assertRefused(() -> worker.ec2().describeInstances());
    assertRefused(() -> worker.iam().getRole(b -> b.roleName("cloudtik-demo-us-west-2-head")));
  }

  @Test
  void headsReachTheirWorkspaceAndNothingElse() {
    process(place).create();
    String bucket = hand.s3().listBuckets().buckets().get(0).name();
    hand.s3().createBucket(b -> b.bucket("somebody-elses"));
    String foreign = foreignMachine();
    AwsClients head = as("head");

    for (String key : List.of("control/x", "documents/x", "data/x")) {
      head.s3().putObject(b -> b.bucket(bucket).key(key), RequestBody.fromString("x"));
    }
    head.ec2().describeInstances();
    assertRefused(
        () ->
            head.s3()
                .putObject(b -> b.bucket("somebody-elses").key("x"), RequestBody.fromString("x")));
    assertRefused(() -> head.ec2().terminateInstances(b -> b.instanceIds(foreign)));
    assertRefused(
        () ->
            head.ec2()
                .createTags(
                    b ->
                        b.resources(foreign).tags(t -> t.key("cloudtik-workspace").value("demo"))));
    assertRefused(
        () ->
            head.ec2()
                .runInstances(
                    b -> b.imageId(IMAGE).instanceType("m5.large").minCount(1).maxCount(1)));
    assertRefused(() -> head.ec2().createVpc(b -> b.cidrBlock("10.0.0.0/16")));
    assertRefused(
        () ->
            head.iam()
                .putRolePolicy(
                    b ->
                        b.roleName("cloudtik-demo-us-west-2-head")
                            .policyName("more")
                            .policyDocument("{}")));
    assertRefused(() -> head.s3().deleteBucketPolicy(b -> b.bucket(bucket)));
  }

  private String foreignMachine() {
    String network = ec2.createVpc(b -> b.cidrBlock("10.7.0.0/16")).vpc().vpcId();
    String subnet =
        ec2.createSubnet(b -> b.vpcId(network).cidrBlock("10.7.0.0/24")).subnet().subnetId();
    return machineIn(subnet);
  }

  private String machineIn(String subnet) {
    return ec2.runInstances(
            b -> b.imageId(IMAGE).instanceType("m5.large").subnetId(subnet).minCount(1).maxCount(1))
        .instances()
        .get(0)
        .instanceId();
  }
}

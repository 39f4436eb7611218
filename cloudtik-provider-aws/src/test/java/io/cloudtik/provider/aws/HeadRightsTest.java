/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.error.FailureKind;
import io.cloudtik.error.ProviderException;
import io.cloudtik.provider.aws.machine.MachineTags;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.spi.provider.LaunchRequest;
import io.cloudtik.spi.provider.Offering;
import io.cloudtik.testkit.aws.EmulatedAws;
import io.cloudtik.testkit.aws.iam.AccessKey;
import io.cloudtik.testkit.aws.iam.Credentials;
import io.cloudtik.testkit.cloud.Machine;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * What the head of a cluster can do to another cluster of its workspace, and what its successor can
 * do to what it leaves: by the real SDK, with credentials as the metadata of instances hands them
 * out, and with those of a user who has the generated policy.
 */
class HeadRightsTest {
  private static final String IMAGE = "ami-0a120230000008601";
  private static final List<ResourceType> MADE =
      List.of(ResourceType.INSTANCE, ResourceType.VOLUME, ResourceType.NETWORK_INTERFACE);

  private final SimulatedCloud cloud = SimulatedCloud.of(17);
  private final EmulatedAws aws = EmulatedAws.on(cloud).start();
  private final Aws place =
      Aws.inRegion(aws.region())
          .endpointOverride(aws.endpoint())
          .zoneCount(2)
          .natGateways(NatGateways.NONE)
          .with(change -> change.image(IMAGE));
  private final List<AutoCloseable> opened = new ArrayList<>();
  private AccessKey key;
  private AwsProcess user;
  private Head etl;
  private Head ml;

  /** A head: its instance, the library there, and the SDK with its credentials. */
  private record Head(String id, AwsProvider provider, AwsClients clients) {}

  @BeforeEach
  void makeTwoClustersInAWorkspace() {
    key = aws.identities().user("ben", place.userPolicy("demo"));
    process("maker").create();
    // EC2 hears of new instance profiles some seconds later.
    cloud.time().pause(Duration.ofSeconds(10));
    user = client("user");
    etl = launchedHead("etl-1");
    ml = launchedHead("ml-1");
    launch(etl.provider, "etl-1", "workers-1", "workers-2");
    launch(ml.provider, "ml-1", "workers-1");
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
    aws.close();
    cloud.close();
  }

  private AwsProcess process(String name) {
    return new AwsProcess(aws, place, name, key.id(), key.secret());
  }

  private AwsProcess client(String name) {
    AwsProcess process = process(name);
    opened.add(process.provider());
    return process;
  }

  private static void launch(CloudProvider by, String uid, String... slots) {
    Offering offering =
        by.workerOfferings(WorkerGroupSpec.builder().addInstanceTypes("m5.large").build()).stream()
            .filter(it -> !it.spot())
            .findFirst()
            .orElseThrow();
    by.launch(
        LaunchRequest.builder()
            .cluster(uid)
            .clusterUid(uid)
            .slots(List.of(slots))
            .offering(offering)
            .build());
  }

  private Head launchedHead(String uid) {
    launch(user.provider(), uid, LaunchRequest.HEAD_SLOT);
    return head(id(uid, LaunchRequest.HEAD_SLOT));
  }

  private Head head(String id) {
    Credentials role = aws.roleOf(id).orElseThrow();
    AwsClients clients =
        new AwsClients(
            place,
            StaticCredentialsProvider.create(
                AwsSessionCredentials.create(
                    role.accessKeyId(), role.secretAccessKey(), role.sessionToken())));
    AwsProvider provider =
        new AwsProvider(place, clients, new HeadProbe.Head(cloud.time().clock()));
    opened.add(provider);
    return new Head(id, provider, clients);
  }

  private Machine machine(String uid, String slot) {
    return cloud.machines().living().stream()
        .filter(it -> it.label(MachineTags.CLUSTER).equals(uid))
        .filter(it -> slots(it).contains(slot))
        .reduce((one, other) -> other)
        .orElseThrow(() -> new AssertionError(slot + " of " + uid));
  }

  private static List<String> slots(Machine machine) {
    String slots = machine.label(MachineTags.SLOTS);
    int index = Integer.parseInt("0" + machine.property("index"));
    return slots.equals("workers- 1:2") ? List.of("workers-" + (index + 1)) : List.of(slots);
  }

  private String id(String uid, String slot) {
    return machine(uid, slot).id();
  }

  private String arn(String id) {
    return "arn:aws:ec2:us-west-2:%s:instance/%s".formatted(aws.account(), id);
  }

  private String headOf(String id) {
    return cloud.machines().find(id).orElseThrow().label(MachineTags.HEAD);
  }

  private boolean lives(String id) {
    Machine.State state = cloud.machines().find(id).orElseThrow().state();
    return state != Machine.State.ENDING && state != Machine.State.ENDED;
  }

  private static void assertRefused(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e ->
                assertThat(e.awsErrorDetails().errorCode())
                    .as(e.getMessage())
                    .isEqualTo("UnauthorizedOperation"));
  }

  @Test
  void aHeadEndsItsWorkersAndThenItself() {
    String worker = id("etl-1", "workers-1");
    assertThat(headOf(worker)).isEqualTo(arn(etl.id));
    assertThat(etl.provider.console("etl-1", "workers-1")).isNotNull();

    etl.provider.terminate("etl-1", Set.of("workers-1", "workers-2"));
    etl.provider.terminate("etl-1", Set.of(LaunchRequest.HEAD_SLOT));

    assertThat(lives(worker)).isFalse();
    assertThat(lives(etl.id)).isFalse();
    assertThat(lives(ml.id)).isTrue();
  }

  @Test
  void aHeadMayNotEndWhatIsOfAnotherClusterOfItsWorkspace() {
    String own = id("etl-1", "workers-1");
    String other = id("ml-1", "workers-1");

    assertRefused(() -> etl.clients.ec2().terminateInstances(it -> it.instanceIds(other)));
    assertRefused(() -> etl.clients.ec2().terminateInstances(it -> it.instanceIds(ml.id)));
    assertRefused(() -> etl.clients.ec2().terminateInstances(it -> it.instanceIds(own, other)));
    assertRefused(() -> etl.clients.ec2().stopInstances(it -> it.instanceIds(other)));
    assertRefused(() -> etl.clients.ec2().getConsoleOutput(it -> it.instanceId(other)));
    assertThat(List.of(own, other, ml.id)).allMatch(this::lives);
  }

  @Test
  void aHeadMayNotMarkWhatIsThereAsItsOwn() {
    String own = id("etl-1", "workers-1");
    String other = id("ml-1", "workers-1");
    Tag mine = tag(MachineTags.HEAD, arn(etl.id));

    assertRefused(() -> etl.clients.ec2().createTags(it -> it.resources(other).tags(mine)));
    assertRefused(() -> etl.clients.ec2().createTags(it -> it.resources(ml.id).tags(mine)));
    assertRefused(
        () ->
            etl.clients
                .ec2()
                .createTags(
                    it -> it.resources(other).tags(mine, tag("cloudtik-workspace", "demo"))));
    assertRefused(
        () ->
            etl.clients
                .ec2()
                .createTags(it -> it.resources(own).tags(tag(MachineTags.HEAD, arn(ml.id)))));
    assertRefused(
        () ->
            etl.clients
                .ec2()
                .deleteTags(it -> it.resources(other).tags(t -> t.key(MachineTags.HEAD))));
    assertThat(headOf(other)).isEqualTo(arn(ml.id));
    assertThat(headOf(own)).isEqualTo(arn(etl.id));
  }

  private static Tag tag(String name, String value) {
    return Tag.builder().key(name).value(value).build();
  }

  /**
   * As the library launches, but for the marks of what the call makes; asks only whether it may.
   */
  private RunInstancesRequest order(Map<ResourceType, String> heads) {
    Instance like =
        etl.clients
            .ec2()
            .describeInstances(it -> it.instanceIds(id("etl-1", "workers-1")))
            .reservations()
            .get(0)
            .instances()
            .get(0);
    List<TagSpecification> tagged = new ArrayList<>();
    for (ResourceType kind : MADE) {
      List<Tag> tags = new ArrayList<>(List.of(tag("cloudtik-workspace", "demo")));
      if (heads.containsKey(kind)) {
        tags.add(tag(MachineTags.HEAD, heads.get(kind)));
      }
      tagged.add(TagSpecification.builder().resourceType(kind).tags(tags).build());
    }
    return RunInstancesRequest.builder()
        .dryRun(true)
        .imageId(IMAGE)
        .instanceType(like.instanceType())
        .minCount(1)
        .maxCount(1)
        .networkInterfaces(
            it ->
                it.deviceIndex(0)
                    .subnetId(like.subnetId())
                    .groups(like.securityGroups().get(0).groupId()))
        .iamInstanceProfile(it -> it.arn(like.iamInstanceProfile().arn()))
        .tagSpecifications(tagged)
        .build();
  }

  private static Map<ResourceType, String> all(String head) {
    Map<ResourceType, String> heads = new TreeMap<>();
    MADE.forEach(kind -> heads.put(kind, head));
    return heads;
  }

  @Test
  void aHeadLaunchesNothingThatIsNotMarkedAsItsOwn() {
    assertThatThrownBy(() -> etl.clients.ec2().runInstances(order(all(arn(etl.id)))))
        .hasMessageContaining("would have succeeded");

    assertRefused(() -> etl.clients.ec2().runInstances(order(all(arn(ml.id)))));
    assertRefused(() -> etl.clients.ec2().runInstances(order(Map.of())));
    assertRefused(() -> etl.clients.ec2().runInstances(order(all(""))));
    for (ResourceType kind : MADE) {
      Map<ResourceType, String> butOne = all(arn(etl.id));
      butOne.remove(kind);
      assertRefused(() -> etl.clients.ec2().runInstances(order(butOne)));
    }
  }

  @Test
  void whoTakesTheRoleOfWorkersOnAHeadHasNothingOfTheHead() {
    var jobs =
        etl.clients
            .sts()
            .assumeRole(
                it ->
                    it.roleArn(
                            "arn:aws:iam::%s:role/cloudtik-demo-us-west-2-worker"
                                .formatted(aws.account()))
                        .roleSessionName("cloudtik-jobs"))
            .credentials();
    AwsClients clients =
        new AwsClients(
            place,
            StaticCredentialsProvider.create(
                AwsSessionCredentials.create(
                    jobs.accessKeyId(), jobs.secretAccessKey(), jobs.sessionToken())));
    opened.add(clients);

    assertRefused(
        () ->
            clients
                .ec2()
                .terminateInstances(it -> it.instanceIds(id("etl-1", "workers-1"), etl.id)));
    assertRefused(() -> clients.ec2().terminateInstances(it -> it.instanceIds(etl.id)));
  }

  @Test
  void theSuccessorOfAHeadIsHandedItsWorkersWithTheLaunch() {
    String worker = id("etl-1", "workers-1");
    endHead();
    int before = user.made.size();

    Head next = launchedHead("etl-1");

    assertThat(user.made.subList(before, user.made.size()))
        .containsOnlyOnce("CreateTags")
        .hasSizeLessThanOrEqualTo(20);
    assertThat(headOf(worker)).isEqualTo(arn(next.id));
    assertThat(headOf(id("ml-1", "workers-1"))).isEqualTo(arn(ml.id));
    next.provider.terminate("etl-1", Set.of("workers-1", "workers-2"));
    assertThat(lives(worker)).isFalse();
    // Nothing is left to be handed over, and looks are no more than looks.
    int looks = user.made.size();
    Object unused = user.provider().observe("etl-1");
    assertThat(user.made.subList(looks, user.made.size())).containsExactly("DescribeInstances");
  }

  private void endHead() {
    user.provider().terminate("etl-1", Set.of(LaunchRequest.HEAD_SLOT));
    assertThat(lives(etl.id)).isFalse();
    // Times of launches are told in seconds.
    cloud.time().pause(Duration.ofMinutes(2));
  }

  @Test
  void aClientThatIsGoneBeforeItHandsOverIsMadeUpForByTheNextThatLooks() {
    String old = id("etl-1", "workers-1");
    endHead();
    cloud.faults().on("CreateTags").nth(1).refuse(FailureKind.PERMISSION);
    assertThatThrownBy(() -> launch(user.provider(), "etl-1", LaunchRequest.HEAD_SLOT))
        .isInstanceOf(ProviderException.class);
    Head next = head(id("etl-1", LaunchRequest.HEAD_SLOT));
    launch(next.provider, "etl-1", "workers-3");
    String young = id("etl-1", "workers-3");

    assertThatThrownBy(() -> next.provider.terminate("etl-1", Set.of("workers-1", "workers-3")))
        .isInstanceOfSatisfying(
            ProviderException.class,
            e -> {
              assertThat(e.failure().orElseThrow().kind()).isEqualTo(FailureKind.PERMISSION);
              assertThat(e).hasMessageContainingAll(old, "workers-1", arn(next.id), arn(etl.id));
              assertThat(e.failure().orElseThrow().remedy()).contains("recover()");
            });
    assertThat(lives(young)).isFalse();
    assertThat(lives(old)).isTrue();

    AwsProcess another = client("another");
    assertThat(another.provider().observe("etl-1")).isNotEmpty();
    assertThat(another.made).containsOnlyOnce("CreateTags");
    next.provider.terminate("etl-1", Set.of("workers-1", "workers-2"));
    assertThat(lives(old)).isFalse();
  }

  @Test
  void aRepeatedLaunchHandsOverWhatTheFirstDidNot() {
    endHead();
    cloud.faults().on("CreateTags").nth(1).refuse(FailureKind.PERMISSION);
    assertThatThrownBy(() -> launch(user.provider(), "etl-1", LaunchRequest.HEAD_SLOT))
        .isInstanceOf(ProviderException.class);

    AwsProcess another = client("another");
    launch(another.provider(), "etl-1", LaunchRequest.HEAD_SLOT);

    assertThat(another.made).doesNotContain("RunInstances").containsOnlyOnce("CreateTags");
    assertThat(headOf(id("etl-1", "workers-1")))
        .isEqualTo(arn(id("etl-1", LaunchRequest.HEAD_SLOT)));
  }

  @Test
  void whatAHeadCallsTheHeadOfAnotherClusterIsHandedNothing() {
    String worker = id("ml-1", "workers-1");
    cloud.time().pause(Duration.ofMinutes(2));
    RunInstancesRequest order = order(all(arn(etl.id)));
    List<TagSpecification> tagged = new ArrayList<>();
    for (TagSpecification each : order.tagSpecifications()) {
      List<Tag> tags = new ArrayList<>(each.tags());
      tags.add(tag(MachineTags.CLUSTER, "ml-1"));
      tags.add(tag(MachineTags.SLOTS, LaunchRequest.HEAD_SLOT));
      tagged.add(each.toBuilder().tags(tags).build());
    }
    Object unused =
        etl.clients
            .ec2()
            .runInstances(order.toBuilder().dryRun(false).tagSpecifications(tagged).build());

    assertThat(user.provider().observe("ml-1")).isNotEmpty();

    assertThat(headOf(worker)).isEqualTo(arn(ml.id));
  }

  @Test
  void whoMayOnlyLookSeesTheMachinesAllTheSame() {
    endHead();
    cloud.faults().on("CreateTags").refuse(FailureKind.PERMISSION);
    assertThatThrownBy(() -> launch(user.provider(), "etl-1", LaunchRequest.HEAD_SLOT))
        .isInstanceOf(ProviderException.class);

    assertThat(user.provider().observe("etl-1")).hasSize(3);
  }

  @Test
  void theUserMayHandOverMachinesOfTheWorkspaceAndTagNothingElse() {
    AwsClients clients = TestClients.at(aws.endpoint(), key.id(), key.secret());
    opened.add(clients);
    String worker = id("etl-1", "workers-1");

    clients.ec2().createTags(it -> it.resources(worker).tags(tag(MachineTags.HEAD, "x")));
    assertRefused(
        () ->
            clients
                .ec2()
                .createTags(it -> it.resources(worker).tags(tag("cloudtik-workspace", "other"))));
    assertRefused(
        () ->
            clients
                .ec2()
                .createTags(
                    it -> it.resources(worker).tags(tag(MachineTags.HEAD, "x"), tag("a", "b"))));
    AwsClients root = TestClients.at(aws.endpoint(), aws.accessKeyId(), aws.secretAccessKey());
    opened.add(root);
    root.ec2().deleteTags(it -> it.resources(worker).tags(t -> t.key("cloudtik-workspace")));
    assertRefused(
        () ->
            clients.ec2().createTags(it -> it.resources(worker).tags(tag(MachineTags.HEAD, "x"))));
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.machine;

import io.cloudtik.error.FailureKind;
import io.cloudtik.error.ProviderException;
import io.cloudtik.error.ProviderFailure;
import io.cloudtik.provider.aws.AwsCalls;
import io.cloudtik.provider.aws.AwsClients;
import io.cloudtik.provider.aws.CallFamily;
import io.cloudtik.spi.provider.CallPacer;
import io.cloudtik.spi.provider.LaunchRequest;
import io.cloudtik.spi.provider.Offering;
import io.cloudtik.spi.provider.ProviderContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceInterruptionBehavior;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataEndpointState;
import software.amazon.awssdk.services.ec2.model.MarketType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.ShutdownBehavior;
import software.amazon.awssdk.services.ec2.model.SpotInstanceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.VolumeType;

/** The one call that makes machines, and all that is asked of them in it. Thread-safe. */
final class RunCall {
  /**
   * EC2 counts machines, too, in a bucket of their own: <i>Request throttling for the Amazon EC2
   * API</i>, resource rate limiting.
   */
  private static final int MACHINES_AT_ONCE = 1_000;

  private static final double MACHINES_A_SECOND = 2;

  /** <i>Device names for volumes on EC2 instances</i> recommends /dev/sdf and what follows. */
  private static final char FIRST_DATA_VOLUME = 'f';

  private final AwsClients clients;
  private final AwsCalls calls;
  private final Places places;
  private final MachineOptions options;
  private final Images images;
  private final TypeCatalog types;
  private final Heads heads;
  private final ProviderContext context;

  RunCall(
      AwsClients clients,
      AwsCalls calls,
      Places places,
      MachineOptions options,
      Images images,
      TypeCatalog types,
      Heads heads,
      ProviderContext context) {
    this.clients = clients;
    this.calls = calls;
    this.places = places;
    this.options = options;
    this.images = images;
    this.types = types;
    this.heads = heads;
    this.context = context;
  }

  /**
   * Makes machines for slots of a request, as many as there is room for, and at least one.
   *
   * @return the instances, each with its launch index
   */
  List<Instance> call(LaunchRequest request, List<String> slots, String token) {
    RunInstancesRequest run = request(request, slots, token, false);
    pace(slots.size());
    try {
      return calls.call(
          CallFamily.EC2_LAUNCH,
          "RunInstances",
          slots.size() + " x " + request.offering().id() + " as " + SlotNames.tag(slots),
          () -> clients.ec2().runInstances(run).instances());
    } catch (ProviderException e) {
      if (e.failure().filter(it -> it.kind() == FailureKind.NOT_FOUND).isPresent()) {
        // The workspace may have been made anew in between.
        places.forget();
      }
      throw LaunchFailures.scoped(e, request.offering(), types);
    }
  }

  /** More than EC2 takes now would be refused as a whole. */
  private void pace(int machines) {
    CallPacer pacer =
        context.pacer(
            "ec2 machines of " + clients.config().region(), MACHINES_AT_ONCE, MACHINES_A_SECOND);
    Duration wait = pacer.tryTake(machines);
    if (!wait.isZero()) {
      throw new ProviderException(
          Machines.PROVIDER,
          ProviderFailure.builder()
              .kind(FailureKind.THROTTLED)
              .message(
                  "EC2 takes %d more machines in %d s".formatted(machines, wait.toSeconds() + 1))
              .retryAfter(wait)
              .build(),
          null);
    }
  }

  /** Returns the call. */
  RunInstancesRequest request(
      LaunchRequest request, List<String> slots, String token, boolean dryRun) {
    Offering offering = request.offering();
    boolean head = slots.contains(LaunchRequest.HEAD_SLOT);
    String zone = offering.zone().orElseGet(() -> places.zones().get(0));
    Image image = images.of(types.architecture(offering.shape().instanceType()));
    RunInstancesRequest.Builder run =
        RunInstancesRequest.builder()
            .dryRun(dryRun ? true : null)
            .clientToken(token)
            .minCount(1)
            .maxCount(slots.size())
            .imageId(image.id())
            .instanceType(offering.shape().instanceType())
            .instanceInitiatedShutdownBehavior(ShutdownBehavior.TERMINATE)
            .metadataOptions(
                it ->
                    it.httpEndpoint(InstanceMetadataEndpointState.ENABLED)
                        .httpTokens(HttpTokensState.REQUIRED)
                        .httpPutResponseHopLimit(options.hopLimit()))
            .networkInterfaces(
                it ->
                    it.deviceIndex(0)
                        .subnetId(places.subnet(zone, head))
                        .groups(places.securityGroups(head))
                        .associatePublicIpAddress(places.publicAddress(head))
                        .deleteOnTermination(true))
            .blockDeviceMappings(disks(image, head))
            .tagSpecifications(tags(request, slots));
    UserData.encoded(
            request.bootScripts().getOrDefault(slots.get(0), ""),
            request.authorizedKeys(),
            options.login())
        .ifPresent(run::userData);
    places.instanceProfile(head).ifPresent(name -> run.iamInstanceProfile(it -> it.name(name)));
    run.keyName(options.keyPair());
    String group = options.placementGroup();
    if (!head && group != null) {
      run.placement(it -> it.groupName(group));
    }
    if (offering.spot()) {
      run.instanceMarketOptions(
          market ->
              market
                  .marketType(MarketType.SPOT)
                  .spotOptions(
                      it ->
                          it.spotInstanceType(SpotInstanceType.ONE_TIME)
                              .instanceInterruptionBehavior(
                                  InstanceInterruptionBehavior.TERMINATE)));
    }
    return run.build();
  }

  private List<BlockDeviceMapping> disks(Image image, boolean head) {
    List<BlockDeviceMapping> disks = new ArrayList<>();
    disks.add(disk(image.rootDevice(), options.rootGibibytes()));
    for (int i = 0; i < (head ? 0 : options.dataVolumes()); i++) {
      disks.add(disk("/dev/sd" + (char) (FIRST_DATA_VOLUME + i), options.dataGibibytes()));
    }
    return disks;
  }

  private static BlockDeviceMapping disk(String device, int gibibytes) {
    return BlockDeviceMapping.builder()
        .deviceName(device)
        .ebs(
            it ->
                it.volumeSize(gibibytes)
                    .volumeType(VolumeType.GP3)
                    .encrypted(true)
                    .deleteOnTermination(true))
        .build();
  }

  /** All that a call makes is marked in it: nothing is ever there without its tags. */
  private List<TagSpecification> tags(LaunchRequest request, List<String> slots) {
    Map<String, String> tags = new TreeMap<>(request.tags());
    tags.putAll(places.tags());
    tags.put(MachineTags.CLUSTER, request.clusterUid());
    tags.put(MachineTags.SLOTS, SlotNames.tag(slots));
    heads.self().ifPresent(head -> tags.put(MachineTags.HEAD, head));
    tags.put(MachineTags.NAME, request.cluster() + " " + SlotNames.tag(slots));
    List<Tag> all = new ArrayList<>();
    tags.forEach((key, value) -> all.add(Tag.builder().key(key).value(value).build()));
    List<ResourceType> kinds =
        new ArrayList<>(
            List.of(ResourceType.INSTANCE, ResourceType.VOLUME, ResourceType.NETWORK_INTERFACE));
    if (request.offering().spot()) {
      kinds.add(ResourceType.SPOT_INSTANCES_REQUEST);
    }
    return kinds.stream()
        .map(kind -> TagSpecification.builder().resourceType(kind).tags(all).build())
        .toList();
  }
}

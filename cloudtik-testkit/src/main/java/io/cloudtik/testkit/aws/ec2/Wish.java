/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import static io.cloudtik.testkit.aws.ec2.Props.prop;

import io.cloudtik.testkit.aws.InstanceProfiles.Profile;
import io.cloudtik.testkit.cloud.Thing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What RunInstances is asked for, as the call says it; nothing of it is checked against the account
 * yet.
 */
record Wish(
    String image,
    String type,
    int least,
    int most,
    boolean spot,
    String maxPrice,
    String subnet,
    String zone,
    String privateAddress,
    List<String> groups,
    List<String> groupNames,
    @Nullable Boolean publicAddress,
    String key,
    String profile,
    String placementGroup,
    String userData,
    String token,
    Map<String, String> about,
    Map<String, Map<String, String>> tags) {
  private static final Set<String> TAGGED =
      Set.of("instance", "volume", "network-interface", "spot-instances-request");

  static Wish of(Call call) {
    Params params = call.params();
    Params market = params.in("InstanceMarketOptions");
    String marketType = market.text("MarketType");
    if (!marketType.isEmpty() && !marketType.equals("spot")) {
      throw Refusals.invalid("InstanceMarketOptions.MarketType", marketType);
    }
    Params place = params.in("Placement");
    String subnet = params.text("SubnetId");
    String address = params.text("PrivateIpAddress");
    List<String> groups = new ArrayList<>(params.list("SecurityGroupId"));
    List<String> names = params.list("SecurityGroup");
    Boolean isPublic = null;
    List<Params> interfaces = params.groups("NetworkInterface");
    if (!interfaces.isEmpty()) {
      if (!subnet.isEmpty() || !groups.isEmpty() || !names.isEmpty()) {
        throw Refusals.of(
            "InvalidParameterCombination",
            "Network interfaces and an instance-level subnet ID or security groups may not be"
                + " specified on the same request");
      }
      Params first = interfaces.get(0);
      subnet = first.text("SubnetId");
      address = first.text("PrivateIpAddress");
      groups.addAll(first.list("SecurityGroupId"));
      String given = first.text("AssociatePublicIpAddress");
      isPublic = given.isEmpty() ? null : Boolean.valueOf(given);
      String unused =
          first.text("Description") + first.text("InterfaceType") + first.text("NetworkCardIndex");
      if (interfaces.size() > 1
          || first.number("DeviceIndex", 0) != 0
          || !first.flag("DeleteOnTermination", true)) {
        throw Refusals.of(
            "UnsupportedOperation", "One interface that goes with its instance is emulated.");
      }
    }
    Params spot = market.in("SpotOptions");
    Params profile = params.in("IamInstanceProfile");
    return new Wish(
        params.required("ImageId"),
        params.text("InstanceType", "m1.small"),
        number(params, "MinCount"),
        number(params, "MaxCount"),
        !marketType.isEmpty(),
        spot.text("MaxPrice"),
        subnet,
        place.text("AvailabilityZone"),
        address,
        groups,
        names,
        isPublic,
        params.text("KeyName"),
        profile.text("Arn", profile.text("Name")),
        place.text("GroupName"),
        userData(params.text("UserData")),
        params.text("ClientToken"),
        about(params, spot, place),
        call.tags(TAGGED));
  }

  private static int number(Params params, String name) {
    String unused = params.required(name);
    return params.number(name, 1);
  }

  /** Returns what of it is only shown again. */
  private static Map<String, String> about(Params params, Params spot, Params place) {
    Params metadata = params.in("MetadataOptions");
    String unused =
        params.in("CreditSpecification").text("CpuCredits")
            + params.in("MaintenanceOptions").text("AutoRecovery")
            + params.in("PrivateDnsNameOptions").text("HostnameType")
            + params.in("PrivateDnsNameOptions").text("EnableResourceNameDnsARecord")
            + params.in("EnclaveOptions").text("Enabled")
            + params.in("HibernationOptions").text("Configured")
            + params.text("DisableApiStop")
            + spot.text("SpotInstanceType");
    return Props.of(
        "httpTokens", metadata.text("HttpTokens", "optional"),
        "httpEndpoint", metadata.text("HttpEndpoint", "enabled"),
        "hopLimit", metadata.text("HttpPutResponseHopLimit", "1"),
        "metadataTags", metadata.text("InstanceMetadataTags", "disabled"),
        "metadataIpv6", metadata.text("HttpProtocolIpv6", "disabled"),
        "userData", params.text("UserData"),
        "protected", params.text("DisableApiTermination", "false"),
        "shutdown", params.text("InstanceInitiatedShutdownBehavior", "stop"),
        "monitoring", params.in("Monitoring").flag("Enabled", false) ? "enabled" : "disabled",
        "ebsOptimized", params.text("EbsOptimized", "false"),
        "tenancy", place.text("Tenancy", "default"),
        "interruption", spot.text("InstanceInterruptionBehavior", "terminate"));
  }

  Map<String, String> tagsOf(String of) {
    return tags.getOrDefault(of, Map.of());
  }

  private static String userData(String encoded) {
    if (encoded.isEmpty()) {
      return "";
    }
    try {
      return UserData.text(Base64.getMimeDecoder().decode(encoded));
    } catch (IllegalArgumentException e) {
      throw Refusals.of("InvalidUserData.Malformed", "Invalid BASE64 encoding of user data.");
    }
  }

  /** Requires that the caller may do all of it, as the service authorization reference has it. */
  void requireRights(Call call, @Nullable Profile profileOf) {
    Estate estate = call.estate();
    Map<String, String> instance = new TreeMap<>();
    instance.put("ec2:InstanceType", type);
    instance.put("ec2:InstanceMarketType", spot ? "spot" : "on-demand");
    instance.put("ec2:MetadataHttpTokens", about.getOrDefault("httpTokens", ""));
    instance.put("ec2:MetadataHttpEndpoint", about.getOrDefault("httpEndpoint", ""));
    Thing in = estate.find(Kind.SUBNET, subnet).orElse(null);
    String where = in == null ? zone : prop(in, "zone");
    instance.put("ec2:AvailabilityZone", where);
    if (profileOf != null) {
      instance.put("ec2:InstanceProfile", profileOf.arn());
    }
    call.mayMake("instance", tagsOf("instance"), instance);
    Map<String, String> inSubnet = in == null ? Map.of() : call.context(in);
    Map<String, String> network = new TreeMap<>();
    network.put("ec2:Vpc", inSubnet.getOrDefault("ec2:Vpc", ""));
    network.put("ec2:Subnet", estate.arn(Kind.SUBNET, subnet));
    network.put("ec2:AvailabilityZone", where);
    call.mayMake("network-interface", tagsOf("network-interface"), network);
    call.mayMake(
        "volume",
        tagsOf("volume"),
        Map.of("ec2:Encrypted", about.getOrDefault("encrypted", "false")));
    if (spot) {
      call.mayMake("spot-instances-request", tagsOf("spot-instances-request"), Map.of());
    }
    if (!subnet.isEmpty()) {
      call.may(Kind.SUBNET, subnet);
    }
    groups.forEach(group -> call.may(Kind.GROUP, group));
    call.require(
        "ec2:RunInstances",
        "arn:aws:ec2:" + estate.region() + "::image/" + image,
        Map.of("ec2:ImageType", "machine", "ec2:Public", "true"));
    if (!key.isEmpty()) {
      call.mayNamed(Kind.KEY_PAIR, key, KeyPairs.named(estate, key).orElse(null));
    }
    if (!placementGroup.isEmpty()) {
      call.mayNamed(
          Kind.PLACEMENT_GROUP,
          placementGroup,
          PlacementGroups.named(estate, placementGroup).orElse(null));
    }
    if (profileOf != null && profileOf.roleArn() != null) {
      call.require(
          "iam:PassRole", profileOf.roleArn(), Map.of("iam:PassedToService", "ec2.amazonaws.com"));
    }
  }

  @Override
  public String toString() {
    // User data may hold what is nobody's business.
    return "%d to %d of %s in %s".formatted(least, most, type, subnet);
  }

  /** Says how much of user data there may be, before its encoding. */
  void checkUserData() {
    int most16k = 16_384;
    byte[] raw =
        Base64.getMimeDecoder()
            .decode(about.getOrDefault("userData", "").getBytes(StandardCharsets.US_ASCII));
    if (raw.length > most16k) {
      throw Refusals.of("InvalidParameterValue", "User data is limited to %d bytes", most16k);
    }
  }
}

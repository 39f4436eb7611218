/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import static io.cloudtik.testkit.aws.ec2.Props.prop;

import io.cloudtik.error.ProviderFailure;
import io.cloudtik.testkit.aws.InstanceProfiles.Profile;
import io.cloudtik.testkit.cloud.Machine;
import io.cloudtik.testkit.cloud.Thing;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * RunInstances. A token stands for its call as long as its instances are told of; see the page
 * <i>Ensuring idempotency in Amazon EC2 API requests</i>. An instance profile can be used some
 * seconds after it was made; see <i>IAM roles for Amazon EC2</i>, which says so without a figure.
 */
final class Launches {
  private static final Duration PROFILE_LAG = Duration.ofSeconds(8);

  private final Estate estate;
  private final Map<String, Launched> byToken = new HashMap<>();
  private int reservations;

  /** What a call with a token did. */
  private record Launched(String fingerprint, String reservation, List<String> ids) {}

  Launches(Estate estate) {
    this.estate = estate;
  }

  void addTo(Map<String, Action> actions) {
    actions.put("RunInstances", this::run);
  }

  private void run(Call call) {
    Wish wish = Wish.of(call);
    Images.Image image = Images.find(wish.image()).orElse(null);
    List<Disk> disks = image == null ? List.of() : Disk.of(call.params(), image);
    Profile profile = wish.profile().isEmpty() ? null : estate.profiles().find(wish.profile());
    wish.about().put("encrypted", encrypted(disks));
    wish.requireRights(call, profile);
    if (image == null) {
      throw Refusals.of(
          "InvalidAMIID.NotFound", "The image id '[%s]' does not exist", wish.image());
    }
    call.begin();
    Launched before = earlier(wish.token(), call.params().fingerprint());
    if (before != null) {
      answer(call, before);
      return;
    }
    Thing subnet = subnet(wish);
    Catalog.Type type = check(wish, image, subnet, profile);
    List<String> groups =
        SecurityGroups.require(estate, prop(subnet, "vpc"), wish.groups(), wish.groupNames());
    String reservation = "r-%017x".formatted(++reservations);
    Launch launch =
        new Launch(estate, wish, type, image, disks, subnet, groups, profile, reservation);
    List<Machine> machines = launched(wish, launch);
    launch.equip(machines);
    Launched done =
        new Launched(
            call.params().fingerprint(), reservation, machines.stream().map(Machine::id).toList());
    if (!wish.token().isEmpty()) {
      byToken.put(wish.token(), done);
    }
    answer(call, done);
  }

  private static String encrypted(List<Disk> disks) {
    return String.valueOf(
        !disks.isEmpty()
            && disks.stream().allMatch(it -> "true".equals(it.about().get("encrypted"))));
  }

  private @Nullable Launched earlier(String token, String fingerprint) {
    Launched before = byToken.get(token);
    if (before == null || before.ids().stream().noneMatch(this::isTold)) {
      return null;
    }
    if (!before.fingerprint().equals(fingerprint)) {
      throw Refusals.mismatch();
    }
    return before;
  }

  private boolean isTold(String id) {
    return estate.machines().find(id).filter(InstanceRows.told(estate)).isPresent();
  }

  private Thing subnet(Wish wish) {
    if (wish.subnet().isEmpty()) {
      throw Refusals.of(
          "MissingInput", "No subnets found for the default VPC. Please specify a subnet.");
    }
    Thing subnet = estate.require(Kind.SUBNET, wish.subnet());
    if (!wish.zone().isEmpty() && !wish.zone().equals(prop(subnet, "zone"))) {
      throw Refusals.of(
          "InvalidParameterValue",
          "The availability zone '%s' is not that of the subnet '%s'",
          wish.zone(),
          wish.subnet());
    }
    return subnet;
  }

  private Catalog.Type check(
      Wish wish, Images.Image image, Thing subnet, @Nullable Profile profile) {
    if (wish.least() < 1 || wish.most() < wish.least()) {
      throw Refusals.of(
          "InvalidParameterValue", "Value (%d) for parameter minCount is invalid.", wish.least());
    }
    Catalog.Type type =
        Catalog.find(wish.type())
            .orElseThrow(
                () ->
                    Refusals.of(
                        "InvalidParameterValue",
                        "Invalid value '%s' for InstanceType.",
                        wish.type()));
    String zone = prop(subnet, "zone");
    if (!Catalog.isOffered(estate, type, zone)) {
      throw Refusals.of(
          "Unsupported",
          "Your requested instance type (%s) is not supported in your requested Availability Zone"
              + " (%s).",
          type.name(),
          zone);
    }
    if (!type.architecture().equals(image.architecture())) {
      throw Refusals.of(
          "InvalidParameterValue",
          "The architecture '%s' of the specified instance type does not match the architecture"
              + " '%s' of the specified AMI.",
          type.architecture(),
          image.architecture());
    }
    if (!wish.key().isEmpty() && KeyPairs.named(estate, wish.key()).isEmpty()) {
      throw Refusals.of("InvalidKeyPair.NotFound", "The key pair '%s' does not exist", wish.key());
    }
    if (!wish.placementGroup().isEmpty()) {
      Thing unused = PlacementGroups.require(estate, wish.placementGroup());
    }
    wish.checkUserData();
    checkProfile(wish, profile);
    checkPrice(wish, type, zone);
    if (Subnets.free(estate, subnet) < wish.least()) {
      throw Subnets.tooFew(subnet);
    }
    return type;
  }

  private void checkProfile(Wish wish, @Nullable Profile profile) {
    boolean isHeardOf =
        wish.profile().isEmpty()
            || (profile != null
                && !estate.place().now().isBefore(profile.since().plus(PROFILE_LAG)));
    if (!isHeardOf) {
      throw Refusals.of(
          "InvalidParameterValue",
          "Value (%s) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance"
              + " Profile name",
          wish.profile());
    }
    if (profile != null && profile.roleArn() == null) {
      throw Refusals.of(
          "InvalidParameterValue",
          "IAM Instance Profile \"%s\" has no associated IAM Roles",
          profile.arn());
    }
  }

  private void checkPrice(Wish wish, Catalog.Type type, String zone) {
    if (wish.spot() && !wish.maxPrice().isEmpty()) {
      BigDecimal price = new BigDecimal(InstanceTypes.price(estate, type.name(), zone));
      if (new BigDecimal(wish.maxPrice()).compareTo(price) < 0) {
        throw Refusals.of(
            "SpotMaxPriceTooLow",
            "Your Spot request price of %s is lower than the minimum required Spot request"
                + " fulfillment price of %s.",
            wish.maxPrice(),
            price);
      }
    }
  }

  /** Launches as many as can be had, if these are enough. */
  private List<Machine> launched(Wish wish, Launch launch) {
    Set<String> before = new TreeSet<>();
    estate.machines().all().forEach(each -> before.add(each.id()));
    Optional<ProviderFailure> unusedRest =
        estate.machines().launch(launch.pool(), launch.orders(), wish.least());
    List<Machine> made = new ArrayList<>();
    for (Machine machine : estate.machines().all()) {
      if (!before.contains(machine.id())) {
        made.add(machine);
      }
    }
    return made;
  }

  private void answer(Call call, Launched launched) {
    call.xml().add("reservationId", launched.reservation());
    call.xml().add("ownerId", estate.account()).open("groupSet").close();
    call.xml().open("instancesSet");
    for (String id : launched.ids()) {
      Machine machine = estate.machines().find(id).orElseThrow();
      call.xml().open("item");
      InstanceRows.write(call.xml(), estate, new Seen(machine, machine.state()));
      call.xml().close();
    }
    call.xml().close();
  }
}

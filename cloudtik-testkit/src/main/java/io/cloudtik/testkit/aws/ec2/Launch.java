/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import static io.cloudtik.testkit.aws.ec2.Props.prop;

import io.cloudtik.testkit.aws.InstanceProfiles.Profile;
import io.cloudtik.testkit.cloud.Machine;
import io.cloudtik.testkit.cloud.MachineOrder;
import io.cloudtik.testkit.cloud.Pool;
import io.cloudtik.testkit.cloud.Thing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One launch that may be had: what is ordered, and what each machine of it gets. */
record Launch(
    Estate estate,
    Wish wish,
    Catalog.Type type,
    Images.Image image,
    List<Disk> disks,
    Thing subnet,
    List<String> groups,
    @Nullable Profile profile,
    String reservation) {
  Pool pool() {
    return new Pool(type.name(), prop(subnet, "zone"), wish.spot());
  }

  /** Returns an order for each machine, as far as there are addresses. */
  List<MachineOrder> orders() {
    List<MachineOrder> orders = new ArrayList<>();
    List<String> addresses = addresses();
    for (int i = 0; i < addresses.size(); i++) {
      Map<String, String> properties = new TreeMap<>(wish.about());
      properties.put("address", addresses.get(i));
      properties.put("subnet", subnet.id());
      properties.put("vpc", prop(subnet, "vpc"));
      properties.put("image", image.id());
      properties.put("architecture", image.architecture());
      properties.put("rootDevice", image.rootDevice());
      properties.put("key", wish.key());
      properties.put("placementGroup", wish.placementGroup());
      properties.put("reservation", reservation);
      properties.put("index", String.valueOf(i));
      properties.put("token", wish.token());
      properties.put("groups", String.join(",", groups));
      if (profile != null) {
        properties.put("profileArn", profile.arn());
        properties.put("profileId", profile.id());
      }
      orders.add(
          new MachineOrder(
              reservation + "/" + i,
              wish.tagsOf("instance"),
              Set.of(subnet.id()),
              wish.userData(),
              properties));
    }
    return orders;
  }

  private List<String> addresses() {
    if (!wish.privateAddress().isEmpty()) {
      return List.of(wish.privateAddress());
    }
    long free = Subnets.free(estate, subnet);
    return Subnets.addresses(estate, subnet, (int) Math.min(free, wish.most()));
  }

  /** Gives machines their interfaces and disks; they go with them, or not, as was asked. */
  void equip(List<Machine> machines) {
    Boolean given = wish.publicAddress();
    boolean isPublic = given == null ? prop(subnet, "mapPublic").equals("true") : given;
    for (Machine machine : machines) {
      Map<String, String> about = Props.of("instance", machine.id(), "description", "");
      if (isPublic) {
        about.put("publicIp", PublicAddresses.next(estate));
      }
      Thing own =
          Interfaces.make(
              estate,
              subnet,
              machine.address(),
              about,
              wish.tagsOf("network-interface"),
              Set.copyOf(groups));
      machine.property("interface", own.id());
      Map<String, String> volumes = new LinkedHashMap<>();
      for (Disk disk : disks) {
        volumes.put(disk.device(), volume(machine, disk).id());
      }
      List<String> pairs = new ArrayList<>();
      volumes.forEach((device, id) -> pairs.add(device + "=" + id));
      machine.property("volumes", String.join(",", pairs));
      if (wish.spot()) {
        machine.property(
            "spotRequest",
            SpotRequests.make(estate, machine, wish.tagsOf("spot-instances-request")).id());
      }
    }
  }

  private Thing volume(Machine machine, Disk disk) {
    Map<String, String> properties = new TreeMap<>(disk.about());
    properties.put("zone", prop(subnet, "zone"));
    properties.put("size", String.valueOf(disk.gib()));
    properties.put("instance", machine.id());
    properties.put("device", disk.device());
    properties.put("goes", String.valueOf(disk.goes()));
    return estate.make(Kind.VOLUME, "", "", wish.tagsOf("volume"), properties, Set.of());
  }
}

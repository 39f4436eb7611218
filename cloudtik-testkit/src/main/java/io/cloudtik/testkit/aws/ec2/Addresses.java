/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import static io.cloudtik.testkit.aws.ec2.Props.prop;

import io.cloudtik.testkit.aws.wire.XmlWriter;
import io.cloudtik.testkit.cloud.Thing;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Public addresses that stay. */
final class Addresses {
  private Addresses() {}

  static void addTo(Map<String, Action> actions) {
    actions.put("AllocateAddress", Addresses::allocate);
    actions.put("DescribeAddresses", Addresses::describe);
    actions.put("AssociateAddress", Addresses::associate);
    actions.put("DisassociateAddress", Addresses::disassociate);
    actions.put("ReleaseAddress", Addresses::release);
  }

  /** Returns the interface that an address is mapped to. */
  static Optional<Thing> holder(Estate estate, Thing address) {
    return estate.find(Kind.INTERFACE, prop(address, "interface"));
  }

  static String associationId(Thing address) {
    return address.id().replace("eipalloc-", "eipassoc-");
  }

  private static void row(XmlWriter xml, Thing address, Estate estate) {
    xml.add("publicIp", address.name()).add("allocationId", address.id()).add("domain", "vpc");
    xml.add("publicIpv4Pool", "amazon").add("networkBorderGroup", estate.region());
    holder(estate, address)
        .ifPresent(
            holder -> {
              xml.add("associationId", associationId(address));
              xml.add("networkInterfaceId", holder.id());
              xml.add("networkInterfaceOwnerId", estate.account());
              xml.add("privateIpAddress", prop(holder, "address"));
              if (!prop(holder, "instance").isEmpty()) {
                xml.add("instanceId", prop(holder, "instance"));
              }
            });
    Tags.write(xml, address.labels());
  }

  private static void describe(Call call) {
    Estate estate = call.estate();
    Listing.ofThings("addressesSet", (xml, address) -> row(xml, address, estate))
        .byId("AllocationId", Kind.ADDRESS.notFound())
        .byName("PublicIp", Thing::name, "InvalidAddress.NotFound")
        .filter("allocation-id", Thing::id)
        .filter("public-ip", Thing::name)
        .filter("domain", address -> "vpc")
        .filter(
            "association-id", it -> holder(estate, it).map(holder -> associationId(it)).orElse(""))
        .filter("network-interface-id", it -> holder(estate, it).map(Thing::id).orElse(""))
        .filter(
            "instance-id", it -> holder(estate, it).map(that -> prop(that, "instance")).orElse(""))
        .answer(call, () -> estate.seen(Kind.ADDRESS));
  }

  private static void allocate(Call call) {
    Estate estate = call.estate();
    String domain = call.params().text("Domain", "vpc");
    Map<String, String> tags = call.tags(Kind.ADDRESS.type());
    call.mayMake(Kind.ADDRESS.type(), tags, Map.of());
    call.begin();
    if (!domain.equals("vpc")) {
      throw Refusals.invalid("Domain", domain);
    }
    Quotas.require(estate, Kind.ADDRESS, "AddressLimitExceeded", "The maximum number of addresses");
    Thing address =
        estate.make(Kind.ADDRESS, PublicAddresses.next(estate), "", tags, Map.of(), Set.of());
    call.xml().add("publicIp", address.name()).add("domain", "vpc");
    call.xml().add("allocationId", address.id()).add("publicIpv4Pool", "amazon");
    call.xml().add("networkBorderGroup", estate.region());
  }

  private static void associate(Call call) {
    Estate estate = call.estate();
    Params params = call.params();
    String id = params.required("AllocationId");
    String instance = params.text("InstanceId");
    String given = params.text("NetworkInterfaceId");
    boolean again = params.flag("AllowReassociation", false);
    call.may(Kind.ADDRESS, id);
    call.begin();
    Thing address = estate.require(Kind.ADDRESS, id);
    String to = given.isEmpty() ? estate.requireMachine(instance).property("interface") : given;
    estate.require(Kind.INTERFACE, to);
    if (!again && holder(estate, address).filter(it -> !it.id().equals(to)).isPresent()) {
      throw Refusals.of("Resource.AlreadyAssociated", "resource %s is already associated", id);
    }
    Props.put(estate, id, "interface", to);
    call.done();
    call.xml().add("associationId", associationId(address));
  }

  private static void disassociate(Call call) {
    Estate estate = call.estate();
    String association = call.params().required("AssociationId");
    String id = association.replace("eipassoc-", "eipalloc-");
    call.may(Kind.ADDRESS, id);
    call.begin();
    Thing address =
        estate
            .find(Kind.ADDRESS, id)
            .filter(it -> holder(estate, it).isPresent())
            .orElseThrow(
                () ->
                    Refusals.of(
                        "InvalidAssociationID.NotFound",
                        "The association ID '%s' does not exist",
                        association));
    Thing holder = holder(estate, address).orElseThrow();
    if (!prop(holder, "nat").isEmpty()) {
      throw Refusals.of(
          "AuthFailure", "You do not have permission to access the specified resource.");
    }
    Props.put(estate, id, "interface", "");
    call.done();
  }

  private static void release(Call call) {
    Estate estate = call.estate();
    String id = call.params().required("AllocationId");
    call.may(Kind.ADDRESS, id);
    call.begin();
    Thing address = estate.require(Kind.ADDRESS, id);
    if (holder(estate, address).isPresent()) {
      throw Refusals.of("InvalidIPAddress.InUse", "Address %s is in use.", address.name());
    }
    estate.things().end(id);
    call.done();
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import static io.cloudtik.testkit.aws.ec2.Props.list;
import static io.cloudtik.testkit.aws.ec2.Props.prop;

import io.cloudtik.error.FailureKind;
import io.cloudtik.error.ProviderFailure;
import io.cloudtik.testkit.aws.wire.XmlWriter;
import io.cloudtik.testkit.cloud.Machine;
import io.cloudtik.testkit.cloud.Thing;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * How instances are told of. One that has ended is told of for about an hour; see <i>Terminate
 * Amazon EC2 instances</i> of the user guide of EC2.
 */
final class InstanceRows {
  static final Duration STATED = Duration.ofHours(1);

  private InstanceRows() {}

  static Predicate<Machine> told(Estate estate) {
    return machine ->
        machine.state() != Machine.State.ENDED
            || machine.changed().plus(STATED).compareTo(estate.cloud().time().elapsed()) > 0;
  }

  /** Returns what can be read of instances now. */
  static List<Seen> seen(Estate estate) {
    return estate.machines().seen(STATED).entrySet().stream()
        .map(it -> new Seen(it.getKey(), it.getValue()))
        .toList();
  }

  static void state(XmlWriter xml, String element, Seen seen) {
    xml.open(element).add("code", seen.stateCode()).add("name", seen.stateName()).close();
  }

  static void write(XmlWriter xml, Estate estate, Seen seen) {
    Machine machine = seen.machine();
    xml.add("instanceId", machine.id()).add("imageId", machine.property("image"));
    state(xml, "instanceState", seen);
    boolean lives = !seen.isEnded();
    xml.add("privateDnsName", lives ? Interfaces.dnsName(estate, machine.address()) : "");
    xml.add("dnsName", "").add("reason", reason(machine));
    optional(xml, "keyName", machine.property("key"));
    xml.add("amiLaunchIndex", machine.property("index")).open("productCodes").close();
    xml.add("instanceType", machine.pool().type());
    xml.add("launchTime", estate.at(machine.launched())).open("placement");
    xml.add("availabilityZone", machine.pool().zone());
    xml.add("availabilityZoneId", estate.zoneId(machine.pool().zone()));
    xml.add("groupName", machine.property("placementGroup"));
    xml.add("tenancy", machine.property("tenancy")).close();
    xml.open("monitoring").add("state", machine.property("monitoring")).close();
    if (lives) {
      network(xml, estate, machine);
    } else {
      xml.open("groupSet").close().open("networkInterfaceSet").close();
      xml.open("blockDeviceMapping").close();
    }
    stateReason(xml, seen);
    xml.add("architecture", machine.property("architecture")).add("rootDeviceType", "ebs");
    xml.add("rootDeviceName", machine.property("rootDevice"));
    xml.add("virtualizationType", "hvm").add("hypervisor", "xen").add("enaSupport", "true");
    optional(xml, "clientToken", machine.property("token"));
    if (machine.pool().spot()) {
      xml.add("instanceLifecycle", "spot");
      optional(xml, "spotInstanceRequestId", machine.property("spotRequest"));
    }
    xml.add("ebsOptimized", machine.property("ebsOptimized"));
    if (!machine.property("profileArn").isEmpty()) {
      xml.open("iamInstanceProfile").add("arn", machine.property("profileArn"));
      xml.add("id", machine.property("profileId")).close();
    }
    xml.open("metadataOptions");
    metadata(xml, machine);
    xml.close();
    xml.add("platformDetails", "Linux/UNIX").add("usageOperation", "RunInstances");
    Tags.write(xml, new TreeMap<>(machine.labels()));
  }

  static void metadata(XmlWriter xml, Machine machine) {
    xml.add("state", "applied").add("httpTokens", machine.property("httpTokens"));
    xml.add("httpPutResponseHopLimit", machine.property("hopLimit"));
    xml.add("httpEndpoint", machine.property("httpEndpoint"));
    xml.add("httpProtocolIpv6", machine.property("metadataIpv6"));
    xml.add("instanceMetadataTags", machine.property("metadataTags"));
  }

  static String publicAddress(Estate estate, Machine machine) {
    return machine.state() == Machine.State.ENDED
        ? ""
        : estate
            .find(Kind.INTERFACE, machine.property("interface"))
            .map(it -> Interfaces.publicIp(estate, it))
            .orElse("");
  }

  private static void network(XmlWriter xml, Estate estate, Machine machine) {
    xml.add("subnetId", machine.property("subnet")).add("vpcId", machine.property("vpc"));
    xml.add("privateIpAddress", machine.address()).add("sourceDestCheck", "true");
    Optional<Thing> own = estate.find(Kind.INTERFACE, machine.property("interface"));
    String publicIp = own.map(it -> Interfaces.publicIp(estate, it)).orElse("");
    optional(xml, "ipAddress", publicIp);
    SecurityGroups.write(xml, estate, list(machine.property("groups")));
    xml.open("networkInterfaceSet");
    own.ifPresent(it -> ownInterface(xml, estate, machine, it, publicIp));
    xml.close().open("blockDeviceMapping");
    volumes(machine).forEach((device, id) -> volume(xml, estate, device, id));
    xml.close();
  }

  private static void ownInterface(
      XmlWriter xml, Estate estate, Machine machine, Thing own, String publicIp) {
    xml.open("item").add("networkInterfaceId", own.id()).add("subnetId", prop(own, "subnet"));
    xml.add("vpcId", prop(own, "vpc")).add("description", prop(own, "description"));
    xml.add("ownerId", estate.account()).add("status", "in-use");
    xml.add("macAddress", Interfaces.mac(own)).add("privateIpAddress", machine.address());
    xml.add("privateDnsName", Interfaces.dnsName(estate, machine.address()));
    xml.add("sourceDestCheck", "true").add("interfaceType", "interface");
    SecurityGroups.write(xml, estate, Props.props(own, "groups"));
    xml.open("attachment").add("attachmentId", own.id().replace("eni-", "eni-attach-"));
    xml.add("deviceIndex", "0").add("status", "attached").add("networkCardIndex", "0");
    xml.add("attachTime", estate.made(own.id())).add("deleteOnTermination", "true").close();
    association(xml, publicIp);
    xml.open("privateIpAddressesSet").open("item").add("privateIpAddress", machine.address());
    xml.add("primary", "true");
    association(xml, publicIp);
    xml.close().close().close();
  }

  private static void association(XmlWriter xml, String publicIp) {
    if (!publicIp.isEmpty()) {
      xml.open("association").add("publicIp", publicIp).add("publicDnsName", "");
      xml.add("ipOwnerId", "amazon").close();
    }
  }

  /** Returns the ids of its disks by their devices. */
  static Map<String, String> volumes(Machine machine) {
    Map<String, String> volumes = new LinkedHashMap<>();
    for (String pair : list(machine.property("volumes"))) {
      volumes.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }
    return volumes;
  }

  static void volume(XmlWriter xml, Estate estate, String device, String id) {
    Optional<Thing> volume = estate.find(Kind.VOLUME, id);
    xml.open("item").add("deviceName", device).open("ebs").add("volumeId", id);
    xml.add("status", "attached").add("attachTime", estate.made(id));
    xml.add("deleteOnTermination", volume.map(it -> prop(it, "goes")).orElse("true"));
    xml.close().close();
  }

  private static void optional(XmlWriter xml, String element, String value) {
    if (!value.isEmpty()) {
      xml.add(element, value);
    }
  }

  /** See the StateReason of the API reference, which lists what instances end by. */
  private static String reasonCode(Machine machine) {
    ProviderFailure failure = machine.failure().orElse(null);
    if (failure == null) {
      return "Client.UserInitiatedShutdown";
    }
    if (failure.kind() == FailureKind.CAPACITY) {
      return "Server.InsufficientInstanceCapacity";
    }
    if (failure.kind() == FailureKind.QUOTA) {
      return "Client.VolumeLimitExceeded";
    }
    return machine.leaves().isPresent() ? "Server.SpotInstanceTermination" : "Server.InternalError";
  }

  private static String reason(Machine machine) {
    return machine.state() == Machine.State.RUNNING || machine.state() == Machine.State.PENDING
        ? ""
        : machine.failure().isPresent() ? reasonCode(machine) : "User initiated";
  }

  private static void stateReason(XmlWriter xml, Seen seen) {
    if (seen.stateCode() > 16) {
      String code = reasonCode(seen.machine());
      String text =
          seen.machine().failure().map(ProviderFailure::message).orElse("User initiated shutdown");
      xml.open("stateReason").add("code", code).add("message", code + ": " + text).close();
    }
  }
}

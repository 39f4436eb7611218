/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import static io.cloudtik.testkit.aws.ec2.Props.prop;

import io.cloudtik.testkit.aws.wire.XmlWriter;
import io.cloudtik.testkit.cloud.Thing;
import java.util.Map;
import java.util.Set;

/** Disks. */
final class Volumes {
  static final String TYPE = "gp3";
  private static final int LEAST = 1;
  private static final int MOST = 65_536;

  private Volumes() {}

  static void addTo(Map<String, Action> actions) {
    actions.put("DescribeVolumes", Volumes::describe);
    actions.put("CreateVolume", Volumes::create);
    actions.put("DeleteVolume", Volumes::delete);
  }

  private static String status(Thing volume) {
    return prop(volume, "instance").isEmpty() ? "available" : "in-use";
  }

  private static void row(XmlWriter xml, Thing volume, Estate estate) {
    String zone = prop(volume, "zone");
    xml.add("volumeId", volume.id()).add("size", prop(volume, "size"));
    xml.add("snapshotId", prop(volume, "snapshot")).add("availabilityZone", zone);
    xml.add("availabilityZoneId", estate.zoneId(zone)).add("status", status(volume));
    xml.add("createTime", estate.made(volume.id())).add("volumeType", prop(volume, "type"));
    xml.add("encrypted", prop(volume, "encrypted")).add("multiAttachEnabled", "false");
    if (!prop(volume, "key").isEmpty()) {
      xml.add("kmsKeyId", prop(volume, "key"));
    }
    if (!prop(volume, "iops").isEmpty()) {
      xml.add("iops", prop(volume, "iops"));
    }
    if (!prop(volume, "throughput").isEmpty()) {
      xml.add("throughput", prop(volume, "throughput"));
    }
    xml.open("attachmentSet");
    if (!prop(volume, "instance").isEmpty()) {
      xml.open("item").add("volumeId", volume.id()).add("instanceId", prop(volume, "instance"));
      xml.add("device", prop(volume, "device")).add("status", "attached");
      xml.add("attachTime", estate.made(volume.id()));
      xml.add("deleteOnTermination", prop(volume, "goes")).close();
    }
    xml.close();
    Tags.write(xml, volume.labels());
  }

  private static void describe(Call call) {
    Estate estate = call.estate();
    Listing.ofThings("volumeSet", (xml, volume) -> row(xml, volume, estate))
        .byId("VolumeId", Kind.VOLUME.notFound())
        .filter("volume-id", Thing::id)
        .filter("status", Volumes::status)
        .filter("availability-zone", volume -> prop(volume, "zone"))
        .filter("attachment.instance-id", volume -> prop(volume, "instance"))
        .filter("attachment.device", volume -> prop(volume, "device"))
        .filter("attachment.delete-on-termination", volume -> prop(volume, "goes"))
        .filter("encrypted", volume -> prop(volume, "encrypted"))
        .filter("size", volume -> prop(volume, "size"))
        .filter("volume-type", volume -> prop(volume, "type"))
        .answer(call, () -> estate.seen(Kind.VOLUME));
  }

  private static void create(Call call) {
    Estate estate = call.estate();
    Params params = call.params();
    String zone = params.text("AvailabilityZone");
    String zoneId = params.text("AvailabilityZoneId");
    int size = params.number("Size", 0);
    String token = params.text("ClientToken");
    Map<String, String> properties = about(params);
    Map<String, String> tags = call.tags(Kind.VOLUME.type());
    call.mayMake(Kind.VOLUME.type(), tags, Props.of("ec2:Encrypted", encrypted(properties)));
    call.begin();
    Thing made = ClientTokens.earlier(estate.all(Kind.VOLUME), token, params).orElse(null);
    if (made == null) {
      if (zone.isEmpty() && zoneId.isEmpty()) {
        throw Refusals.missing("AvailabilityZone");
      }
      properties.put("zone", Regions.zone(estate, zone, zoneId));
      properties.put("size", String.valueOf(checkSize(size)));
      made =
          estate.make(
              Kind.VOLUME, "", token, tags, ClientTokens.kept(properties, token, params), Set.of());
    }
    row(call.xml(), made, estate);
  }

  private static String encrypted(Map<String, String> properties) {
    return properties.getOrDefault("encrypted", "false");
  }

  static int checkSize(int size) {
    if (size < LEAST || size > MOST) {
      throw Refusals.invalid("size", String.valueOf(size));
    }
    return size;
  }

  /** Reads how a volume is to be, but its size and its zone. */
  static Map<String, String> about(Params params) {
    return Props.of(
        "type", params.text("VolumeType", TYPE),
        "encrypted", params.text("Encrypted", "false"),
        "key", params.text("KmsKeyId"),
        "iops", params.text("Iops"),
        "throughput", params.text("Throughput"),
        "snapshot", params.text("SnapshotId"));
  }

  private static void delete(Call call) {
    Estate estate = call.estate();
    String id = call.params().required("VolumeId");
    call.may(Kind.VOLUME, id);
    call.begin();
    Thing volume = estate.require(Kind.VOLUME, id);
    if (!prop(volume, "instance").isEmpty()) {
      throw Refusals.of(
          "VolumeInUse", "Volume %s is currently attached to %s", id, prop(volume, "instance"));
    }
    estate.things().end(id);
    call.done();
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import io.cloudtik.testkit.aws.wire.XmlWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Public images. */
final class Images {
  private static final String AMAZON = "137112412989";
  private static final String CANONICAL = "099720109477";
  private static final List<Image> ALL = new ArrayList<>();

  private Images() {}

  /**
   * An image.
   *
   * @param gib the size of its root volume
   */
  record Image(
      String id, String name, String architecture, String owner, String rootDevice, int gib) {
    String alias() {
      return owner.equals(AMAZON) ? "amazon" : "";
    }
  }

  static {
    for (String architecture : List.of("x86_64", "arm64")) {
      String hex = architecture.equals("x86_64") ? "86" : "64";
      String ubuntu = architecture.equals("x86_64") ? "amd64" : "arm64";
      ALL.add(
          new Image(
              "ami-0a12023000000" + hex + "01",
              "al2023-ami-2023.9.20260901.0-kernel-6.1-" + architecture,
              architecture,
              AMAZON,
              "/dev/xvda",
              8));
      ALL.add(
          new Image(
              "ami-0b22040000000" + hex + "01",
              "ubuntu/images/hvm-ssd/ubuntu-jammy-22.04-" + ubuntu + "-server-20260901",
              architecture,
              CANONICAL,
              "/dev/sda1",
              8));
      ALL.add(
          new Image(
              "ami-0b24040000000" + hex + "01",
              "ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-" + ubuntu + "-server-20260901",
              architecture,
              CANONICAL,
              "/dev/sda1",
              8));
    }
  }

  static List<Image> all() {
    return List.copyOf(ALL);
  }

  static void addTo(Map<String, Action> actions) {
    actions.put("DescribeImages", Images::describe);
  }

  static Optional<Image> find(String id) {
    return ALL.stream().filter(it -> it.id().equals(id)).findFirst();
  }

  private static void describe(Call call) {
    List<String> owners = call.params().list("Owner");
    boolean unused = call.params().flag("IncludeDeprecated", false);
    List<String> executable = call.params().list("ExecutableBy");
    Function<Image, Boolean> wanted =
        it ->
            (owners.isEmpty() || owners.contains(it.owner()) || owners.contains(it.alias()))
                && (executable.isEmpty() || executable.contains("all"));
    new Listing<Image>("imagesSet", Image::id, it -> Map.of(), Images::row)
        .byId("ImageId", "InvalidAMIID.NotFound")
        .pages(1, 1_000)
        .filter("image-id", Image::id)
        .filter("name", Image::name)
        .filter("architecture", Image::architecture)
        .filter("owner-id", Image::owner)
        .filter("owner-alias", Image::alias)
        .filter("state", it -> "available")
        .filter("is-public", it -> "true")
        .filter("image-type", it -> "machine")
        .filter("root-device-type", it -> "ebs")
        .filter("root-device-name", Image::rootDevice)
        .filter("virtualization-type", it -> "hvm")
        .answer(call, () -> ALL.stream().filter(wanted::apply).toList());
  }

  private static void row(XmlWriter xml, Image image) {
    xml.add("imageId", image.id()).add("imageLocation", image.owner() + "/" + image.name());
    xml.add("imageState", "available").add("imageOwnerId", image.owner());
    xml.add("creationDate", "2026-09-01T00:00:00.000Z").add("isPublic", "true");
    xml.add("architecture", image.architecture()).add("imageType", "machine");
    if (!image.alias().isEmpty()) {
      xml.add("imageOwnerAlias", image.alias());
    }
    xml.add("name", image.name()).add("description", image.name());
    xml.add("rootDeviceType", "ebs").add("rootDeviceName", image.rootDevice());
    xml.open("blockDeviceMapping").open("item").add("deviceName", image.rootDevice());
    xml.open("ebs").add("snapshotId", image.id().replace("ami-", "snap-"));
    xml.add("volumeSize", image.gib()).add("deleteOnTermination", "true");
    xml.add("volumeType", "gp3").add("encrypted", "false").close().close().close();
    xml.add("virtualizationType", "hvm").add("hypervisor", "xen").add("enaSupport", "true");
    xml.add("sriovNetSupport", "simple").add("platformDetails", "Linux/UNIX");
    xml.add("usageOperation", "RunInstances").add("imdsSupport", "v2.0");
    Tags.write(xml, Map.of());
  }
}

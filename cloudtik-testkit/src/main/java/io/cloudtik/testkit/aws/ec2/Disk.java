/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A disk that an instance is launched with.
 *
 * @param goes whether it goes with the instance
 * @param about how it is, but for its place
 */
record Disk(String device, int gib, boolean goes, Map<String, String> about) {
  /** Reads the disks of a launch: that of the image first, changed as the call says. */
  static List<Disk> of(Params params, Images.Image image) {
    List<Disk> disks = new ArrayList<>();
    Disk root =
        new Disk(
            image.rootDevice(),
            image.gib(),
            true,
            Props.of(
                "type",
                Volumes.TYPE,
                "encrypted",
                "false",
                "snapshot",
                image.id().replace("ami-", "snap-")));
    for (Params each : params.groups("BlockDeviceMapping")) {
      String device = each.required("DeviceName");
      String unused = each.text("NoDevice") + each.text("VirtualName");
      boolean isRoot = device.equals(image.rootDevice());
      Params ebs = each.in("Ebs");
      int gib = ebs.number("VolumeSize", isRoot ? image.gib() : 0);
      if (isRoot && gib < image.gib()) {
        throw Refusals.of(
            "InvalidBlockDeviceMapping",
            "Volume of size %dGB is smaller than snapshot, expect size >= %dGB",
            gib,
            image.gib());
      }
      Map<String, String> about = Volumes.about(ebs);
      if (isRoot) {
        about.putIfAbsent("snapshot", "");
      }
      Disk disk =
          new Disk(device, Volumes.checkSize(gib), ebs.flag("DeleteOnTermination", true), about);
      if (isRoot) {
        root = disk;
      } else {
        disks.add(disk);
      }
    }
    disks.add(0, root);
    return disks;
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import java.util.Map;
import java.util.TreeMap;

/**
 * The public parameters that name images. See <i>Calling AMI public parameters in Parameter
 * Store</i> of the user guide of Systems Manager, and <i>Find Ubuntu images on AWS</i> of
 * Canonical's documentation.
 */
public final class ImageParameters {
  private ImageParameters() {}

  /** Returns the ids of the public images, by the names of their parameters. */
  public static Map<String, String> all() {
    Map<String, String> all = new TreeMap<>();
    for (Images.Image image : Images.all()) {
      if (image.alias().equals("amazon")) {
        String before = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-";
        all.put(before + "default-" + image.architecture(), image.id());
        all.put(before + "6.1-" + image.architecture(), image.id());
      } else {
        boolean isNoble = image.name().contains("24.04");
        String architecture = image.architecture().equals("arm64") ? "arm64" : "amd64";
        for (String version :
            isNoble ? new String[] {"24.04", "noble"} : new String[] {"22.04", "jammy"}) {
          all.put(
              "/aws/service/canonical/ubuntu/server/%s/stable/current/%s/hvm/%s/ami-id"
                  .formatted(version, architecture, isNoble ? "ebs-gp3" : "ebs-gp2"),
              image.id());
        }
      }
    }
    return all;
  }
}

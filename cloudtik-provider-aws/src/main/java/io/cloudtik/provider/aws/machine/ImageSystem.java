/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.machine;

/**
 * Systems whose newest image is named by a public parameter: see <i>Reference the latest AMIs using
 * Systems Manager public parameters</i> in the user guide of EC2, and Canonical's <i>Find Ubuntu
 * images on AWS</i>.
 */
public enum ImageSystem {
  /** Ubuntu 24.04, from Canonical. */
  UBUNTU("ubuntu", "ubuntu") {
    @Override
    String parameter(Architecture architecture) {
      return "/aws/service/canonical/ubuntu/server/24.04/stable/current/%s/hvm/ebs-gp3/ami-id"
          .formatted(architecture.canonical());
    }
  },
  /** Amazon Linux 2023. */
  AMAZON_LINUX("amazon-linux", "ec2-user") {
    @Override
    String parameter(Architecture architecture) {
      return "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-%s"
          .formatted(architecture.code());
    }
  };

  private final String code;
  private final String user;

  ImageSystem(String code, String user) {
    this.code = code;
    this.user = user;
  }

  /** Returns its name in options. */
  public String code() {
    return code;
  }

  /** Returns the user that its images let in. */
  public String user() {
    return user;
  }

  /** Returns the name of the parameter that has the id of the newest image. */
  abstract String parameter(Architecture architecture);
}

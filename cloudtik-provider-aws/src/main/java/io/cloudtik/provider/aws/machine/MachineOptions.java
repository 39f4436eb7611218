/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.machine;

import org.jspecify.annotations.Nullable;

/**
 * What users choose for the machines of a workspace.
 *
 * @param system that machines run if no image is given
 * @param image the id of an image to use in its place; its architecture is that of all machines
 * @param user to log in as; empty for that of the system
 * @param architecture of machines whose type nobody names
 * @param rootGibibytes size of the root volume
 * @param keyPair the name of a key pair of EC2 that exists, for logins beside the library's own
 * @param hopLimit of answers of the metadata service: 1, or 2 where nodes are containers that ask
 *     it
 * @param placementGroup the name of a placement group that exists, for workers
 * @param dataVolumes how many volumes for data a worker has, besides the root volume
 * @param dataGibibytes size of each of them
 */
public record MachineOptions(
    ImageSystem system,
    @Nullable String image,
    @Nullable String user,
    Architecture architecture,
    int rootGibibytes,
    @Nullable String keyPair,
    int hopLimit,
    @Nullable String placementGroup,
    int dataVolumes,
    int dataGibibytes) {
  /** 50 GiB hold the system, Java, Spark and some containers. */
  private static final int ROOT_GIBIBYTES = 50;

  /** Ubuntu on x86, 50 GiB, no key pair. */
  public static final MachineOptions DEFAULTS =
      new MachineOptions(
          ImageSystem.UBUNTU, null, null, Architecture.X86_64, ROOT_GIBIBYTES, null, 1, null, 0, 0);

  /** Returns the size of all volumes of a machine. */
  int gibibytes(boolean head) {
    return rootGibibytes + (head ? 0 : dataVolumes * dataGibibytes);
  }

  /** Returns the user to log in as. */
  public String login() {
    return user == null ? system.user() : user;
  }
}

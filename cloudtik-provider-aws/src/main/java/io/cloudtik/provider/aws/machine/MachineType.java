/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.machine;

import io.cloudtik.spec.DataSize;
import io.cloudtik.spi.provider.NodeShape;

/**
 * A type of instance.
 *
 * @param spot whether it is to be had on the spot market
 */
record MachineType(
    String name, int cpus, DataSize memory, int gpus, Architecture architecture, boolean spot) {
  /** Returns the name up to its size, such as {@code m6i}. */
  String family() {
    return name.substring(0, Math.max(0, name.indexOf('.')));
  }

  NodeShape shape() {
    return NodeShape.builder().instanceType(name).cpus(cpus).memory(memory).gpus(gpus).build();
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import com.sun.management.OperatingSystemMXBean;
import io.cloudtik.spec.DataSize;
import java.lang.management.ManagementFactory;

/** What this computer has. */
record Computer(int cpus, DataSize memory) {
  static Computer here() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new Computer(
        Runtime.getRuntime().availableProcessors(), DataSize.bytes(system.getTotalMemorySize()));
  }
}

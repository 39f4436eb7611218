/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.cloud;

import io.cloudtik.spec.DataSize;
import java.math.BigDecimal;

/**
 * One kind of machine that the cloud has.
 *
 * @param name such as {@code sim.large}
 * @param cpus how many it has, which also count against quotas
 * @param memory how much it has
 * @param gpus how many it has
 * @param hourlyPrice on demand, in US dollars
 * @param hourlySpotPrice while the cloud may take it back, in US dollars
 */
public record MachineType(
    String name,
    int cpus,
    DataSize memory,
    int gpus,
    BigDecimal hourlyPrice,
    BigDecimal hourlySpotPrice) {}

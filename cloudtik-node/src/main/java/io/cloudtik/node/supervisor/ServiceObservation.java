/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.supervisor;

import io.cloudtik.node.process.RunObservation;
import io.cloudtik.spi.runtime.ServiceSpec;
import org.jspecify.annotations.Nullable;

/**
 * What is seen of a service.
 *
 * @param wanted its description now; null if it was removed
 * @param run what is seen of its process
 * @param check what a check saw that ended since the last observation; null if none did
 */
record ServiceObservation(
    @Nullable ServiceSpec wanted, RunObservation run, @Nullable CheckResult check) {}

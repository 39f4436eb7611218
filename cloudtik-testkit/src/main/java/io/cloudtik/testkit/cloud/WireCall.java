/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.cloud;

import org.jspecify.annotations.Nullable;

/**
 * A call as it comes over a wire protocol.
 *
 * @param name in the words of the protocol, such as {@code RunInstances}; faults know it by that
 * @param target what it is about
 * @param zone the zone that it is about; null for none
 * @param changes whether it is to change something
 * @param family what it is counted with, such as {@code ec2 RunInstances}
 * @param rate how many of the family are taken
 */
public record WireCall(
    String name,
    String target,
    @Nullable String zone,
    boolean changes,
    String family,
    CloudLimits.Rate rate) {}

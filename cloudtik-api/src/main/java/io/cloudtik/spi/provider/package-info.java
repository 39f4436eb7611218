/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What a provider of machines implements: the resources of a workspace, machines in slots, and
 * storage. It says what exists and does what it is told; planning, waiting, retrying and naming
 * stay in the engine.
 */
@NullMarked
package io.cloudtik.spi.provider;

import org.jspecify.annotations.NullMarked;

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller.decide;

import org.jspecify.annotations.Nullable;

/**
 * What was asked for in a slot.
 *
 * @param offering the id of the offering; null if that is not known
 */
public record Intent(String group, @Nullable String offering) {}

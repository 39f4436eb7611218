/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What is decided, without any world around it. */
@NullMarked
package io.cloudtik.node.controller.decide;

import org.jspecify.annotations.NullMarked;

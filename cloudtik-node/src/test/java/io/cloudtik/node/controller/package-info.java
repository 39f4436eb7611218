/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The cluster controller against clouds, nodes and clocks that tests move step by step. */
@NullMarked
package io.cloudtik.node.controller;

import org.jspecify.annotations.NullMarked;

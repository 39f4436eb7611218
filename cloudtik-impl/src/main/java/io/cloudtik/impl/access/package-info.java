/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Runs commands and places files on a machine, however it is reached. */
@NullMarked
package io.cloudtik.impl.access;

import org.jspecify.annotations.NullMarked;

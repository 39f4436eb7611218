/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Who logs in to machines, with which key, and what is done to those that outlive a cluster. */
@NullMarked
package io.cloudtik.impl.machine;

import org.jspecify.annotations.NullMarked;

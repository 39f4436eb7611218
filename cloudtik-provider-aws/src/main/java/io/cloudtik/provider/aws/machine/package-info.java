/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Machines: what is offered, launched, seen, and ended. */
@NullMarked
package io.cloudtik.provider.aws.machine;

import org.jspecify.annotations.NullMarked;

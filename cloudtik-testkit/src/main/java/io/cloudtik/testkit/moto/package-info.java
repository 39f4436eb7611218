/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** An emulator of AWS that others wrote, as a second opinion. */
@NullMarked
package io.cloudtik.testkit.moto;

import org.jspecify.annotations.NullMarked;

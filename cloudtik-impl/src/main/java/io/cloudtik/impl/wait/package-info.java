/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Waiting for the thing itself, with a deadline that says what was last seen. */
@NullMarked
package io.cloudtik.impl.wait;

import org.jspecify.annotations.NullMarked;

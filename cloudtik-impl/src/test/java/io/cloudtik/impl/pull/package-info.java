/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Tests of what machines that set themselves up are given. */
@NullMarked
package io.cloudtik.impl.pull;

import org.jspecify.annotations.NullMarked;

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Programs as a user would write them, against {@code cloudtik-api} and the options of providers
 * and runtimes only. Each is run by a test.
 */
@NullMarked
package io.cloudtik.samples;

import org.jspecify.annotations.NullMarked;

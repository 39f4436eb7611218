/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * A cloud that is only reckoned, in a time that is only reckoned: it launches, lags, throttles,
 * runs out and refuses as clouds do, the same way for the same seed.
 */
@NullMarked
package io.cloudtik.testkit.cloud;

import org.jspecify.annotations.NullMarked;

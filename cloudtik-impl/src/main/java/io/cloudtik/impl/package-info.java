/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The engine behind the API: it turns an immutable wish into a plan, a plan into steps, and steps
 * into calls of providers. Nothing here is for users; they reach it through {@code io.cloudtik}.
 */
@NullMarked
package io.cloudtik.impl;

import org.jspecify.annotations.NullMarked;

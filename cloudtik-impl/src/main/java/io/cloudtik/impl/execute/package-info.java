/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Carries plans out as repeatable steps, and keeps operations in the workspace store so that
 * another JVM can go on.
 */
@NullMarked
package io.cloudtik.impl.execute;

import org.jspecify.annotations.NullMarked;

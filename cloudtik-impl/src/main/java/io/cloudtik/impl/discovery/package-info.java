/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Finds providers and runtimes on the class path. */
@NullMarked
package io.cloudtik.impl.discovery;

import org.jspecify.annotations.NullMarked;

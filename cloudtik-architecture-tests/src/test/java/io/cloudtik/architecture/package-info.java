/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The guard rails. Each test here reads the compiled classes, the sources or the documents of the
 * other modules and says which rule of the house was broken, where, and why the rule is there.
 */
@NullMarked
package io.cloudtik.architecture;

import org.jspecify.annotations.NullMarked;

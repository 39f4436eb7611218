/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** JUnit tests of programs that use the library, each with a simulated cloud of its own. */
@NullMarked
package io.cloudtik.testkit.junit;

import org.jspecify.annotations.NullMarked;

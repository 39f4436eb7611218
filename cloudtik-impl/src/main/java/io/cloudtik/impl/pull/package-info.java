/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Bootstrap that a machine does by itself when it boots: the script that it is launched with, what
 * it asks for, and how it knows the head. The steps are those of {@code impl.bootstrap}.
 */
@NullMarked
package io.cloudtik.impl.pull;

import org.jspecify.annotations.NullMarked;

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Finds what runs on machines as class-path resources with hashes, and places it by content. */
@NullMarked
package io.cloudtik.impl.bundle;

import org.jspecify.annotations.NullMarked;

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The storage of a workspace in a directory, for providers that have nothing better, and the
 * careful handling of files that it rests on. {@link io.cloudtik.store.directory.DirectoryStorage}
 * is where providers begin.
 */
@NullMarked
package io.cloudtik.store.directory;

import org.jspecify.annotations.NullMarked;

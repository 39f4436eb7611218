/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Jars from Maven repositories, as the user's own Maven would get them. Only the bundle has the
 * libraries that this needs, so it is used by hooks and never in the user's process.
 */
@NullMarked
package io.cloudtik.runtime.spark.maven;

import org.jspecify.annotations.NullMarked;

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Apache Spark on a cluster. Declares the services of head and workers and runs jobs on them; the
 * engine finds this runtime through {@code ServiceLoader}.
 */
@NullMarked
package io.cloudtik.runtime.spark;

import org.jspecify.annotations.NullMarked;

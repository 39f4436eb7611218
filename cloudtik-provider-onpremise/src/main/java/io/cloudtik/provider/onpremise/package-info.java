/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Machines that exist, reached by SSH and leased to clusters. The engine finds this provider
 * through {@code ServiceLoader}.
 */
@NullMarked
package io.cloudtik.provider.onpremise;

import org.jspecify.annotations.NullMarked;

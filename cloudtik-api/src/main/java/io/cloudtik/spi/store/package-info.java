/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Where a workspace keeps what must outlive every machine: small documents with conditional writes
 * and expiry, and larger objects beside them. Providers implement it; the engine and the head use
 * it.
 */
@NullMarked
package io.cloudtik.spi.store;

import org.jspecify.annotations.NullMarked;

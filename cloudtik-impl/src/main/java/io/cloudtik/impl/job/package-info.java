/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Jobs as a client sees them: submitting, which writes the record first, and the handle, which
 * reads the record.
 */
@NullMarked
package io.cloudtik.impl.job;

import org.jspecify.annotations.NullMarked;

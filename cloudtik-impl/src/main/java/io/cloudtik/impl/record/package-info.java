/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The documents of the workspace store as records, and typed access to them. What lies here
 * survives every machine.
 */
@NullMarked
package io.cloudtik.impl.record;

import org.jspecify.annotations.NullMarked;

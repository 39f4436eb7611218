/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The door between the entry points and the engine that does the work. Only {@code cloudtik-impl}
 * implements it; it is found by {@link java.util.ServiceLoader}, so that user code compiles without
 * it.
 */
@NullMarked
package io.cloudtik.spi.engine;

import org.jspecify.annotations.NullMarked;

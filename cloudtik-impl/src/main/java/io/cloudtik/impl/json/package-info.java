/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Values to JSON text and back. The only package that touches the JSON library. */
@NullMarked
package io.cloudtik.impl.json;

import org.jspecify.annotations.NullMarked;

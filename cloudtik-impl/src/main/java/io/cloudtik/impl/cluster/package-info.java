/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * One cluster as a client sees it: its start as repeatable steps, the handle of a running one, the
 * connection to its head, and its end.
 */
@NullMarked
package io.cloudtik.impl.cluster;

import org.jspecify.annotations.NullMarked;

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The shared resources of a workspace: each a class with a deterministic name. */
@NullMarked
package io.cloudtik.provider.aws.workspace;

import org.jspecify.annotations.NullMarked;

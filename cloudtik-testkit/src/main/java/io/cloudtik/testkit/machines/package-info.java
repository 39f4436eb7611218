/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Machines for tests, reached by SSH: containers of the local Docker engine on a network that leads
 * nowhere else, with faults that can be asked for. Knows nothing of the product.
 */
@NullMarked
package io.cloudtik.testkit.machines;

import org.jspecify.annotations.NullMarked;

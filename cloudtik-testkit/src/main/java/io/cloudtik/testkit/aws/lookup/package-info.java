/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What clients of AWS look up before they make anything: public parameters with the ids of images,
 * quotas, and the list of prices. All of it says what the simulated cloud does.
 */
@NullMarked
package io.cloudtik.testkit.aws.lookup;

import org.jspecify.annotations.NullMarked;

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * What users and authors of plug-ins test with: fakes that really work, and contract suites that
 * each provider, store and runtime must pass.
 */
@NullMarked
package io.cloudtik.testkit;

import org.jspecify.annotations.NullMarked;

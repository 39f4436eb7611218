/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What a runtime implements: what it needs, the services that it runs on head and workers as data,
 * the jobs that it knows, and its hooks. It never sees SSH, containers or a cloud.
 */
@NullMarked
package io.cloudtik.spi.runtime;

import org.jspecify.annotations.NullMarked;

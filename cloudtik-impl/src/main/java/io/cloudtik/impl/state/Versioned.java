/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.state;

/** A record with the version that a compare-and-set needs. */
public record Versioned(long version, String json) {}

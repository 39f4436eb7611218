/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.record;

/** A record with the version that a conditional write needs. */
public record Stored<T>(String key, T value, String version) {}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.state;

import java.util.Map;

/** One entry of a stream; ids grow. */
public record StreamEntry(String id, Map<String, String> fields) {}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.discovery;

import io.cloudtik.spec.RuntimeConfig;
import java.util.Map;

/**
 * A runtime that a stored spec names and this class path lacks; enough for status and terminate.
 */
public record UnknownRuntime(String runtime, Map<String, String> options)
    implements RuntimeConfig {}

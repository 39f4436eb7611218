/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.supervisor;

import io.cloudtik.ServiceState;
import java.time.Instant;

/** A service changed its state. */
public record ServiceChange(String service, ServiceState state, String message, Instant at) {}

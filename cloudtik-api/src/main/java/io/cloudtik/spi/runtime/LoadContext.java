/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spi.runtime;

import java.util.List;

/** What a runtime is told when it is asked for its load. */
public interface LoadContext {
  /** Returns what the head's runtimes publish. */
  List<EndpointSpec> published();
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.event;

/**
 * Is told what happens, one event at a time, on a thread of the library. What a listener throws is
 * logged once and does no harm; a listener that blocks delays later events only.
 */
@FunctionalInterface
public interface EventListener {
  /** Is told one event. */
  void on(Event event);
}

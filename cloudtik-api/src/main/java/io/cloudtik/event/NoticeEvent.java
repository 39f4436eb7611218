/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.event;

import io.cloudtik.spec.SpecStyle;
import java.time.Instant;
import org.immutables.value.Value;

/**
 * Something that people should know and that is no failure, such as a default that was chosen.
 * Immutable.
 */
@Value.Immutable
@SpecStyle
public abstract non-sealed class NoticeEvent implements Event {
  NoticeEvent() {}

  /** Returns a builder; all attributes are required. */
  public static Builder builder() {
    return ImmutableNoticeEvent.builder();
  }

  /** Builds a {@link NoticeEvent}. Not thread-safe. */
  public interface Builder {
    /** Sets when it happened. */
    Builder at(Instant at);

    /** Sets the name of the cluster or workspace. */
    Builder subject(String subject);

    /** Sets the line for people. */
    Builder message(String message);

    /** Returns the event. */
    NoticeEvent build();
  }
}

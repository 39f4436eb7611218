/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik;

import io.cloudtik.event.EventListener;
import io.cloudtik.spec.SpecStyle;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.immutables.value.Value;

/** How this JVM works with a workspace. Immutable. */
@Value.Immutable
@SpecStyle
public abstract class WorkspaceOptions {
  WorkspaceOptions() {}

  /** Returns a builder with the defaults. */
  public static Builder builder() {
    return ImmutableWorkspaceOptions.builder();
  }

  /** Returns the listeners for all events that this JVM sees; default none. */
  public abstract List<EventListener> listeners();

  /**
   * Returns the executor for operations; it is never shut down by the library. Default: daemon
   * threads of the library's own, ended when the workspace is closed.
   */
  public abstract Optional<Executor> executor();

  /**
   * Returns the file to which each call to the cloud is appended as a line; default none. Its
   * directory must exist.
   */
  public abstract Optional<Path> callLog();

  /** Builds {@link WorkspaceOptions}. Not thread-safe. */
  public interface Builder {
    /** Adds a listener for all events that this JVM sees. */
    Builder addListeners(EventListener listener);

    /** Sets the executor for operations. */
    Builder executor(Executor executor);

    /** Sets the file to which each call to the cloud is appended. */
    Builder callLog(Path file);

    /** Returns the options. */
    WorkspaceOptions build();
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spi.provider;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

/**
 * One shared thing of a workspace, such as a network or a bucket. It knows its name beforehand, so
 * that each method can be repeated after a crash, by whoever, also when the first call was applied
 * and its reply was lost. The engine orders and runs the methods, repeats what was throttled or not
 * answered, and waits for what the provider does by itself. Implementations are thread-safe.
 *
 * <p>What a provider refuses is a {@link io.cloudtik.error.ProviderException} with a {@link
 * io.cloudtik.error.ProviderFailure}.
 */
public interface WorkspaceResource {
  /** Returns the id, unique in the workspace, for example {@code store}. */
  String id();

  /** Returns what it is for people, for example {@code directory /home/ann/.cloudtik/...}. */
  String description();

  /** Returns the ids of resources that must exist before this one, and outlive it. */
  default Set<String> dependsOn() {
    return Set.of();
  }

  /** Returns whose it is; default made by the library. */
  default Ownership ownership() {
    return Ownership.MADE;
  }

  /**
   * Says whether the documents of the workspace lie in it; default false. Such resources, with what
   * they depend on, are made first and deleted last, so that two clients can agree on who works.
   */
  default boolean holdsRecords() {
    return false;
  }

  /**
   * Returns what it costs in an hour while it exists, in US dollars; empty where this is not known,
   * zero where it costs nothing by itself.
   */
  default Optional<BigDecimal> hourlyPrice() {
    return Optional.empty();
  }

  /**
   * Returns what exists now; only reads. Answers may lag. What cannot be looked at is an exception,
   * not absent.
   */
  ResourceObservation observe();

  /**
   * Asks for the resource; one that is there already stays as it is. May return before it is there:
   * then {@link #observe} says {@link ResourceState#PENDING} for a while. Never called for what the
   * user brought.
   */
  void create();

  /**
   * Mends in place what {@link #observe} found to differ. By default as {@link #create}, for
   * resources that mend themselves so. Never called for what the user brought.
   */
  default void update() {
    create();
  }

  /**
   * Asks for the deletion with all content; an absent one is fine. May return before it is gone.
   * Never called for what the user brought.
   *
   * @throws io.cloudtik.error.ProviderException with {@link io.cloudtik.error.FailureKind#CONFLICT}
   *     and the name of what uses it, if that is not of this workspace; nothing was deleted
   */
  void delete();
}

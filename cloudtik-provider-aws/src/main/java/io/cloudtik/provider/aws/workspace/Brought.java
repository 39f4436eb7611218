/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.workspace;

import io.cloudtik.error.FailureKind;
import io.cloudtik.error.ProviderException;
import io.cloudtik.spi.provider.Ownership;
import io.cloudtik.spi.provider.ResourceObservation;
import io.cloudtik.spi.provider.WorkspaceResource;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Something of the user's: it is looked at, and has no other call. Thread-safe. */
final class Brought implements WorkspaceResource {
  private final String id;
  private final String description;
  private final String cloudId;
  private final Supplier<Optional<String>> problem;
  private final Set<String> dependsOn = new TreeSet<>();
  private final boolean holdsRecords;

  /**
   * Makes one.
   *
   * @param problem asks AWS, and says why it cannot be used; empty if it can. What is not there is
   *     an exception of the kind not found.
   */
  Brought(
      String id,
      String description,
      String cloudId,
      boolean holdsRecords,
      Supplier<Optional<String>> problem,
      WorkspaceResource... uses) {
    this.id = id;
    this.description = description;
    this.cloudId = cloudId;
    this.holdsRecords = holdsRecords;
    this.problem = problem;
    Stream.of(uses).map(WorkspaceResource::id).forEach(dependsOn::add);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String description() {
    return description + " " + cloudId + ", the user's own";
  }

  @Override
  public Set<String> dependsOn() {
    return Set.copyOf(dependsOn);
  }

  @Override
  public Ownership ownership() {
    return Ownership.BROUGHT;
  }

  @Override
  public boolean holdsRecords() {
    return holdsRecords;
  }

  @Override
  public Optional<BigDecimal> hourlyPrice() {
    return Optional.of(BigDecimal.ZERO);
  }

  @Override
  public ResourceObservation observe() {
    try {
      return problem
          .get()
          .map(why -> ResourceObservation.unusable(cloudId, why))
          .orElseGet(() -> ResourceObservation.present(cloudId));
    } catch (ProviderException e) {
      if (Scope.isKind(e, FailureKind.NOT_FOUND)) {
        return ResourceObservation.absent();
      }
      throw e;
    }
  }

  @Override
  public void create() {
    // The engine never asks for it; a check is all that there is to do.
  }

  @Override
  public void delete() {
    // It is the user's.
  }
}

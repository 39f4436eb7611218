/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.acme.barn;

import io.cloudtik.spi.provider.ResourceObservation;
import io.cloudtik.spi.provider.WorkspaceResource;

// region resource
/** The pen of a workspace: machines in it reach each other, and nobody else does. */
final class BarnPen implements WorkspaceResource {
  private final BarnCalls calls;
  private final String name;

  BarnPen(BarnCalls calls, String workspace) {
    this.calls = calls;
    this.name = "cloudtik-" + workspace;
  }

  @Override
  public String id() {
    return "pen";
  }

  @Override
  public String description() {
    return "pen " + name;
  }

  @Override
  public ResourceObservation observe() {
    return calls.pen(name).map(ResourceObservation::present).orElseGet(ResourceObservation::absent);
  }

  @Override
  public void create() {
    calls.makePen(name);
  }

  @Override
  public void delete() {
    calls.deletePen(name);
  }
}
// endregion

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.event;

/** The steps that events are named after. */
public enum Step {
  /** The shared things of a workspace are made. */
  CREATE_WORKSPACE("create workspace"),
  /** The shared things of a workspace are deleted. */
  DELETE_WORKSPACE("delete workspace"),
  /** What the cluster needs is fetched and placed before anything is started. */
  PREPARE("prepare"),
  /** The machine of the head is made. */
  CREATE_HEAD("create head"),
  /** The head gets its core services, then its runtimes. */
  SET_UP_HEAD("set up head"),
  /** The machines of the workers are made. */
  CREATE_WORKERS("create workers"),
  /** The workers get their core services, then their runtimes. */
  SET_UP_WORKERS("set up workers"),
  /** The cluster is brought to another size. */
  SCALE("scale"),
  /** The cluster is ended. */
  TERMINATE("terminate");

  private final String title;

  Step(String title) {
    this.title = title;
  }

  /** Returns the step in words. */
  public String title() {
    return title;
  }
}

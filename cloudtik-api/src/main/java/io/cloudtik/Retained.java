/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik;

/** Says what a delete does with resources that outlive their workspace, such as its bucket. */
public enum Retained {
  /** Leaves them, with their content; creating the workspace again adopts them. */
  KEEP,
  /** Deletes them, with their content. */
  DELETE
}

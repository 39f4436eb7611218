/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.benchmark;

import java.util.List;
import java.util.Set;

/** Measures one or more figures that come from the same runs. */
interface Benchmark {
  /** Returns the figures that it can tell. */
  List<Figure> figures();

  /**
   * Measures and tells the wanted figures.
   *
   * @param wanted some of {@link #figures()}
   * @throws Exception if the work was not done as it should be; then there is no figure
   */
  void run(Set<Figure> wanted, Report report) throws Exception;
}

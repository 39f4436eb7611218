/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.error;

import java.util.Arrays;
import java.util.List;

/** Lists every problem of a spec at once. Thrown before anything is started or changed. */
public final class InvalidSpecException extends CloudTikException {
  private static final long serialVersionUID = 1L;

  private final List<String> problems;
  private final List<String> missing;

  private InvalidSpecException(String message, List<String> problems, List<String> missing) {
    super(ErrorCode.INVALID_SPEC, message);
    this.problems = problems;
    this.missing = missing;
  }

  /** Makes an exception for attributes that were not set; used by the generated builders. */
  public InvalidSpecException(String... missing) {
    this(
        "required attributes not set: " + String.join(", ", missing),
        Arrays.stream(missing).map(name -> name + ": required, not set").toList(),
        List.of(missing));
  }

  /**
   * Makes an exception that lists {@code problems}, each as <i>path: expectation, got value</i>.
   */
  public static InvalidSpecException of(List<String> problems) {
    List<String> copy = List.copyOf(problems);
    String message =
        copy.size() == 1
            ? copy.get(0)
            : copy.size() + " problems, nothing was started:\n  - " + String.join("\n  - ", copy);
    return new InvalidSpecException(message, copy, List.of());
  }

  /** Makes an exception for one problem, told as <i>path: expectation, got value</i>. */
  public static InvalidSpecException of(String problem) {
    return of(List.of(problem));
  }

  /** Returns the problems in the order in which they were found; never empty. */
  public List<String> problems() {
    return problems;
  }

  /** Returns the names of required attributes that were not set; often empty. */
  public List<String> missing() {
    return missing;
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.bootstrap;

import io.cloudtik.error.CloudTikException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line that the process which prepares runtimes prints: progress, or, as the last one, its end.
 *
 * @param message of progress; null at the end
 * @param done units done
 * @param total units in all, 0 if not known
 * @param ok whether all went well; null while it goes on
 * @param error why it failed, with what to do; null if it did not
 * @param code the name of the error code of the failure
 * @param delivered what nodes elsewhere need, as {@code BootstrapParts.prepared}; null before the
 *     end
 * @param files as long as they exist, all this need not be done again; null if it must be
 */
public record PrepareLine(
    @Nullable String message,
    @Nullable Long done,
    @Nullable Long total,
    @Nullable Boolean ok,
    @Nullable String error,
    @Nullable String code,
    @Nullable List<String> files,
    @Nullable Map<String, String> delivered) {
  /** Returns a line of progress. */
  public static PrepareLine progress(String message, long done, long total) {
    return new PrepareLine(message, done, total, null, null, null, null, null);
  }

  /** Returns the last line after all went well. */
  public static PrepareLine success(@Nullable List<String> files, Map<String, String> delivered) {
    return new PrepareLine(null, null, null, true, null, null, files, delivered);
  }

  /** Returns the last line after a failure. */
  public static PrepareLine failure(CloudTikException failure) {
    return new PrepareLine(
        null,
        null,
        null,
        false,
        String.valueOf(failure.getMessage()),
        failure.errorCode().name(),
        null,
        null);
  }
}

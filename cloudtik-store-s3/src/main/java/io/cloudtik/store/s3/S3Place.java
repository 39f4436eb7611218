/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.store.s3;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Where the storage of a workspace lies.
 *
 * @param named the bucket, which may have to be asked for
 * @param prefix before each key: empty, or ending with a slash
 */
record S3Place(S3Client client, Supplier<String> named, String prefix, S3Calls calls, Clock clock) {
  String bucket() {
    return named.get();
  }

  /** The SDK gives up at once where the thread is interrupted; a store goes on. */
  <T> T call(String name, String key, Supplier<T> call) {
    boolean interrupted = Thread.interrupted();
    try {
      return calls.call(name, bucket() + "/" + key, call);
    } catch (RuntimeException e) {
      if (isInterruption(e)) {
        interrupted = true;
        throw new CloudTikException(
            ErrorCode.INTERRUPTED,
            "interrupted during %s of %s/%s, which may have been applied"
                .formatted(name, named.get(), key),
            e);
      }
      throw e;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static boolean isInterruption(RuntimeException e) {
    for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof AbortedException || cause instanceof InterruptedException) {
        return true;
      }
    }
    return false;
  }
}

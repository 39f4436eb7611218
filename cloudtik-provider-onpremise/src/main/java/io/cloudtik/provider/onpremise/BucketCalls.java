/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.onpremise;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.spi.provider.CallLog;
import io.cloudtik.store.s3.S3Calls;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/** The way by which calls go to the bucket: each is taken down, and refusals are translated. */
final class BucketCalls implements S3Calls {
  private final CallLog log;
  private final BucketErrors errors;

  BucketCalls(CallLog log, BucketErrors errors) {
    this.log = log;
    this.errors = errors;
  }

  @Override
  public <T> T call(String name, String target, Supplier<T> call) {
    return log.call(
        name,
        target,
        () -> {
          try {
            return call.get();
          } catch (AbortedException e) {
            throw e; // Somebody interrupted this thread; the storage knows what that means.
          } catch (SdkException e) {
            // The credentials are read during the call.
            for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
              if (cause instanceof CloudTikException ours) {
                throw ours;
              }
            }
            throw errors.translate(name, target, e);
          }
        });
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.machine;

import io.cloudtik.CloudCall;
import io.cloudtik.error.ProviderException;
import io.cloudtik.error.ProviderFailure;
import io.cloudtik.impl.wait.Time;
import io.cloudtik.spi.provider.CallLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the last calls to the cloud, and appends all of them to a file if there is one. */
final class CallRecorder implements CallLog {
  private static final Logger logger = LoggerFactory.getLogger(CallRecorder.class);
  private static final int KEPT = 10_000;

  /** Then the file is put aside, and replaces the one that was before. */
  private static final long LONGEST_FILE = 16 << 20;

  private final Time time;
  private final @Nullable Path file;
  private final Deque<CloudCall> calls = new ArrayDeque<>();
  private boolean fileFailed;

  CallRecorder(Time time, @Nullable Path file) {
    this.time = time;
    this.file = file;
  }

  @Override
  public <T> T call(String name, String target, Supplier<T> call) {
    Instant at = time.now();
    long begun = time.mark();
    CloudCall.Builder record = CloudCall.builder().at(at).name(name).target(target);
    try {
      T answer = call.get();
      keep(record.took(time.since(begun)).build());
      return answer;
    } catch (ProviderException e) {
      String failure = e.failure().map(ProviderFailure::toString).orElse(e.errorCode().toString());
      keep(record.took(time.since(begun)).failure(failure).build());
      throw e;
    } catch (RuntimeException | Error e) {
      // What others say may hold what was sent.
      keep(record.took(time.since(begun)).failure(e.getClass().getSimpleName()).build());
      throw e;
    }
  }

  synchronized List<CloudCall> calls() {
    return List.copyOf(calls);
  }

  private synchronized void keep(CloudCall call) {
    if (calls.size() == KEPT) {
      calls.remove();
    }
    calls.add(call);
    if (file != null) {
      append(file, call + "\n");
    }
  }

  private void append(Path file, String line) {
    try {
      if (Files.exists(file) && Files.size(file) > LONGEST_FILE) {
        Files.move(
            file,
            file.resolveSibling(file.getFileName() + ".1"),
            StandardCopyOption.REPLACE_EXISTING);
      }
      Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      // A full disk must not keep anybody from ending machines.
      if (!fileFailed) {
        fileFailed = true;
        logger.warn("file={} calls to the cloud are not taken down: {}", file, e.toString());
      }
    }
  }
}

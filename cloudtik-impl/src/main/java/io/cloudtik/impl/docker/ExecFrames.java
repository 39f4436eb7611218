/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What a program in a container prints, as lines of one stream or the other. */
final class ExecFrames implements ResultCallback<Frame>, AutoCloseable {
  private final OutputLines out;
  private final OutputLines err;
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile @Nullable Closeable stream;
  private volatile boolean closed;
  private volatile @Nullable Throwable failure;

  ExecFrames(BiConsumer<String, String> lines) {
    this.out = new OutputLines(line -> lines.accept("out", line));
    this.err = new OutputLines(line -> lines.accept("err", line));
  }

  @Override
  public void onStart(Closeable opened) {
    stream = opened;
    if (closed) {
      close();
    }
  }

  @Override
  public void onNext(Frame frame) {
    (frame.getStreamType() == StreamType.STDERR ? err : out).add(frame.getPayload());
  }

  @Override
  public void onError(Throwable thrown) {
    if (!closed) {
      failure = thrown;
    }
    done.countDown();
  }

  @Override
  public void onComplete() {
    out.end();
    err.end();
    done.countDown();
  }

  /** Returns false if it goes on after that time. */
  boolean await(long nanos) throws InterruptedException {
    boolean ended = done.await(Math.max(1, nanos), TimeUnit.NANOSECONDS);
    Throwable thrown = failure;
    if (thrown != null) {
      throw DockerErrors.translate(
          "follow a program in a container",
          thrown instanceof RuntimeException known ? known : new IllegalStateException(thrown));
    }
    return ended;
  }

  @Override
  public void close() {
    closed = true;
    Closeable open = stream;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // Nothing depends on how it ends.
        return;
      }
    }
  }
}

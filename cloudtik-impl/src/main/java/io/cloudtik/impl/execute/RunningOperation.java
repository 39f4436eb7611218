/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.execute;

import io.cloudtik.Operation;
import io.cloudtik.OperationProgress;
import io.cloudtik.OperationState;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.WaitTimeoutException;
import io.cloudtik.event.Event;
import io.cloudtik.event.EventListener;
import io.cloudtik.event.StepEvent;
import io.cloudtik.impl.wait.Time;
import io.cloudtik.impl.wait.Waiter;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An operation whose body runs in this JVM. */
public final class RunningOperation<T> implements Operation<T> {
  private final String id;
  private final String title;
  private final String subject;
  private final Time time;
  private final EventHub hub;
  private final Runnable onCancel;
  private final CompletableFuture<T> future = new CompletableFuture<>();
  private volatile @Nullable StepEvent lastStep;
  private volatile boolean cancelled;

  private RunningOperation(
      String id, String title, String subject, Time time, EventHub hub, Runnable onCancel) {
    this.id = id;
    this.title = title;
    this.subject = subject;
    this.time = time;
    this.hub = hub;
    this.onCancel = onCancel;
  }

  /**
   * Starts a body on an executor.
   *
   * @param title what is done, for the message of a timeout
   * @param hub is told the events and closed by nobody here
   * @param onCancel tells a JVM that works on the same operation that it should stop
   */
  public static <T> RunningOperation<T> start(
      String id,
      String title,
      String subject,
      Time time,
      EventHub hub,
      Executor executor,
      Runnable onCancel,
      Function<Progress, T> body) {
    RunningOperation<T> operation = new RunningOperation<>(id, title, subject, time, hub, onCancel);
    executor.execute(() -> operation.run(body));
    return operation;
  }

  private void run(Function<Progress, T> body) {
    try {
      future.complete(body.apply(new BodyProgress()));
    } catch (CloudTikException e) {
      future.completeExceptionally(e);
    } catch (RuntimeException | Error e) {
      future.completeExceptionally(
          new CloudTikException(ErrorCode.INTERNAL, title + " failed: " + e, e));
    }
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public OperationProgress progress() {
    StepEvent step = lastStep;
    OperationProgress.Builder progress = OperationProgress.builder().state(state());
    if (step != null) {
      progress.step(step.step()).message(step.message());
    }
    CloudTikException failure = failure();
    if (failure != null) {
      progress.message(String.valueOf(failure.getMessage()));
    }
    return progress.build();
  }

  private OperationState state() {
    if (!future.isDone()) {
      return OperationState.RUNNING;
    }
    CloudTikException failure = failure();
    if (failure == null) {
      return OperationState.SUCCEEDED;
    }
    return failure.errorCode() == ErrorCode.CANCELLED
        ? OperationState.CANCELLED
        : OperationState.FAILED;
  }

  private @Nullable CloudTikException failure() {
    try {
      future.getNow(null);
      return null;
    } catch (CompletionException e) {
      return e.getCause() instanceof CloudTikException known ? known : null;
    }
  }

  @Override
  public Operation<T> onEvent(EventListener listener) {
    hub.add(listener);
    return this;
  }

  @Override
  public T await(Duration deadline) {
    if (!time.await(future, Waiter.bounded(deadline))) {
      throw unfinished(deadline);
    }
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof CloudTikException known) {
        // Seen from the caller's own stack, too: the body ran on another thread.
        known.addSuppressed(new CloudTikException(known.errorCode(), "awaited here"));
        throw known;
      }
      throw new CloudTikException(ErrorCode.INTERNAL, title + " failed", e.getCause());
    }
  }

  private CloudTikException unfinished(Duration deadline) {
    if (Thread.currentThread().isInterrupted()) {
      return new CloudTikException(
          ErrorCode.INTERRUPTED, "interrupted while waiting for " + title + "; it goes on");
    }
    StepEvent step = lastStep;
    return new WaitTimeoutException(
        title + " (operation " + id + ", which goes on)",
        step == null ? "nothing yet" : step.step().title() + ": " + step.message(),
        deadline);
  }

  @Override
  public CompletableFuture<T> toCompletableFuture() {
    return future.copy();
  }

  @Override
  public boolean cancel() {
    if (future.isDone()) {
      return false;
    }
    cancelled = true;
    onCancel.run();
    return true;
  }

  private final class BodyProgress implements Progress {
    @Override
    public String subject() {
      return subject;
    }

    @Override
    public Clock clock() {
      return time.clock();
    }

    @Override
    public void tell(Event event) {
      if (event instanceof StepEvent step) {
        lastStep = step;
      }
      hub.tell(event);
    }

    @Override
    public void checkCancelled() {
      if (cancelled) {
        throw new CloudTikException(
            ErrorCode.CANCELLED,
            "%s (%s) was cancelled; what it had made was taken down".formatted(title, id));
      }
    }
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.cloud;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A time that is only reckoned: an hour passes as fast as what happens in it can be computed. It
 * passes while a test waits for it with {@link #pause}, {@link #await} or {@link #run}, and never
 * otherwise.
 *
 * <p>Work that is given to {@link #executor} takes turns: one piece runs until it pauses, awaits
 * something or ends, then comes the one that is due next; pieces that are due at one moment come in
 * the order in which they began to wait. So a run with the same seed is the same run, with as many
 * threads as there may be. Whoever pauses must hold no lock that another piece wants.
 *
 * <p>When its cloud is closed, every piece of work that waits is ended by {@link ClientStopped}.
 */
public final class VirtualTime {
  private static final Instant EPOCH = Instant.parse("2030-01-01T00:00:00Z");

  /** How long in real time nothing may happen before a test is told that it hangs. */
  private static final long HANGS_AFTER_SECONDS = 20;

  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "virtual-time");
            thread.setDaemon(true);
            return thread;
          });

  private final ReentrantLock lock = new ReentrantLock();
  private final PriorityQueue<Item> items =
      new PriorityQueue<>(
          Comparator.<Item>comparingLong(item -> item.due).thenComparingLong(item -> item.order));
  private final Set<Thread> workers = ConcurrentHashMap.newKeySet();
  private final List<Waiting> parked = new ArrayList<>();
  private long now;
  private long order;
  private boolean busy;
  private int drivers;
  private boolean ended;

  /** Makes a time that begins with the year 2030. */
  public VirtualTime() {}

  /** Returns the clock of the wall. */
  public Clock clock() {
    return new VirtualClock();
  }

  /** Returns the monotonic time, in nanoseconds since the beginning. */
  public long nanos() {
    lock.lock();
    try {
      return now;
    } finally {
      lock.unlock();
    }
  }

  /** Returns the time since the beginning. */
  public Duration elapsed() {
    return Duration.ofNanos(nanos());
  }

  /** Lets time pass, and with it all that is due. */
  public void pause(Duration time) {
    lock.lock();
    try {
      Waiting waiting = new Waiting("until " + elapsed().plus(time));
      items.add(new Item(now + Math.max(0, time.toNanos()), order++, waiting::wake));
      park(waiting);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Lets time pass for a call from outside, such as one that a server got: if a piece of work has
   * the turn, it may be the one that waits for the answer, so time passes for it with nothing done
   * in between; what is due then comes when it hands on its turn.
   */
  public void pass(Duration time) {
    lock.lock();
    try {
      if (busy) {
        now += Math.max(0, time.toNanos());
        return;
      }
    } finally {
      lock.unlock();
    }
    pause(time);
  }

  /** Has something done later, as a piece of work. */
  public void at(Duration later, Runnable event) {
    submit(later, event);
  }

  /** Returns who runs work that takes turns. */
  public Executor executor() {
    return work -> submit(Duration.ZERO, work);
  }

  private void submit(Duration later, Runnable work) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    lock.lock();
    try {
      items.add(
          new Item(
              now + later.toNanos(),
              order++,
              () -> {
                THREADS.execute(() -> work(work, loader));
                return true;
              }));
    } finally {
      lock.unlock();
    }
  }

  private void work(Runnable work, @Nullable ClassLoader loader) {
    workers.add(Thread.currentThread());
    Thread.currentThread().setContextClassLoader(loader);
    try {
      work.run();
    } catch (ClientStopped e) {
      // Its process is no more: there is nobody who could be told.
    } finally {
      workers.remove(Thread.currentThread());
      lock.lock();
      try {
        busy = false;
        next();
      } finally {
        lock.unlock();
      }
    }
  }

  /** Does something as a piece of work, and returns what comes of it; what it throws is thrown. */
  public <T> T run(Supplier<T> body) {
    CompletableFuture<T> result = new CompletableFuture<>();
    submit(
        Duration.ZERO,
        () -> {
          try {
            result.complete(body.get());
          } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
          }
        });
    return await(result);
  }

  /** Lets time pass until something is done; what it throws is thrown. */
  public <T> T await(CompletableFuture<T> done) {
    if (!done.isDone()) {
      lock.lock();
      try {
        Waiting waiting = new Waiting("for " + done);
        var unused = done.whenComplete((value, failure) -> due(waiting));
        park(waiting);
      } finally {
        lock.unlock();
      }
    }
    try {
      return done.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      if (e.getCause() instanceof Error known) {
        throw known;
      }
      throw e;
    }
  }

  /**
   * Lets time pass until something is done, well or not, but not longer than that; says whether it
   * is.
   */
  public boolean await(CompletableFuture<?> done, Duration longest) {
    if (!done.isDone()) {
      lock.lock();
      try {
        Waiting waiting = new Waiting("for something, at most until " + elapsed().plus(longest));
        items.add(new Item(now + Math.max(0, longest.toNanos()), order++, waiting::wake));
        var unused = done.whenComplete((value, failure) -> due(waiting));
        park(waiting);
      } finally {
        lock.unlock();
      }
    }
    return done.isDone();
  }

  /** Ends the work that waits, and all that ever waits again; whoever drives time can go on. */
  void end() {
    lock.lock();
    try {
      ended = true;
      parked.forEach(Waiting::signal);
    } finally {
      lock.unlock();
    }
  }

  private void due(Waiting waiting) {
    lock.lock();
    try {
      items.add(new Item(now, order++, waiting::wake));
      if (!busy && drivers > 0) {
        next();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Hands the turn on, and waits for it to come back. */
  private void park(Waiting waiting) {
    parked.add(waiting);
    if (waiting.worker) {
      busy = false;
    } else {
      drivers++;
    }
    if (!busy) {
      next();
    }
    try {
      waiting.sleep();
    } finally {
      parked.remove(waiting);
      if (!waiting.worker) {
        // It does not take turns: nothing is due while it alone looks at what came of it.
        drivers--;
        busy = false;
        if (drivers > 0) {
          next();
        }
      }
    }
  }

  private void next() {
    while (!busy && drivers > 0) {
      Item item = items.poll();
      if (item == null) {
        return;
      }
      now = Math.max(now, item.due);
      busy = item.turn.take();
    }
  }

  /** What is due at a moment. */
  private record Item(long due, long order, Turn turn) {}

  /** Says whether somebody has the turn now. */
  private interface Turn {
    boolean take();
  }

  /** Somebody who waits for the turn. */
  private final class Waiting {
    private final Condition condition = lock.newCondition();
    private final Thread thread = Thread.currentThread();
    private final boolean worker = workers.contains(thread);
    private final String what;
    private boolean awake;

    Waiting(String what) {
      this.what = what;
    }

    boolean wake() {
      if (awake || isEnded()) {
        return false;
      }
      awake = true;
      condition.signal();
      return true;
    }

    private boolean isEnded() {
      return worker && ended;
    }

    void signal() {
      condition.signal();
    }

    void sleep() {
      boolean interrupted = false;
      long seen = -1;
      while (!awake && !isEnded()) {
        // Time stands still while nobody waits for it, as when somebody looks at a breakpoint.
        long before = drivers > 0 ? order + now : -1;
        if (before >= 0 && before == seen) {
          throw hangs();
        }
        seen = before;
        try {
          boolean unused = condition.await(HANGS_AFTER_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        thread.interrupt();
      }
      if (!awake) {
        throw new ClientStopped("work in a cloud that is closed");
      }
    }

    private IllegalStateException hangs() {
      StringBuilder all =
          new StringBuilder(
              "nothing happens any more, with %d due, %s running; who waits: "
                  .formatted(items.size(), busy ? "one" : "none"));
      parked.forEach(
          each -> all.append(each.thread.getName()).append(' ').append(each.what).append("; "));
      for (Thread worker : workers) {
        all.append('\n').append(worker.getName()).append(" is at");
        for (StackTraceElement frame : worker.getStackTrace()) {
          all.append("\n    ").append(frame);
        }
      }
      return new IllegalStateException(all.toString());
    }
  }

  private final class VirtualClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(@Nullable ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return EPOCH.plusNanos(nanos());
    }
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.execute;

import io.cloudtik.event.Event;
import io.cloudtik.event.EventListener;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners what happens, one event at a time. Thread-safe. */
public final class EventHub implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(EventHub.class);

  private final List<EventListener> listeners;
  private final Set<EventListener> failed = ConcurrentHashMap.newKeySet();
  private final ExecutorService executor;

  /**
   * Makes a hub.
   *
   * @param executor tells, one event after the other; it is ended with the hub
   */
  public EventHub(ExecutorService executor, List<? extends EventListener> listeners) {
    this.listeners = new CopyOnWriteArrayList<>(listeners);
    this.executor = executor;
  }

  /** Adds a listener for what comes from now on; closing the result removes it. */
  public AutoCloseable add(EventListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Tells all listeners; returns at once. */
  public void tell(Event event) {
    try {
      executor.execute(() -> listeners.forEach(listener -> tell(listener, event)));
    } catch (RejectedExecutionException e) {
      logger.debug("event after close: {}", event);
    }
  }

  private void tell(EventListener listener, Event event) {
    try {
      listener.on(event);
    } catch (RuntimeException | LinkageError e) {
      if (failed.add(listener)) {
        logger.warn("listener={} threw, it is told further events all the same", listener, e);
      }
    }
  }

  /** Tells what is still to be told, then ends. */
  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(5, TimeUnit.SECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}

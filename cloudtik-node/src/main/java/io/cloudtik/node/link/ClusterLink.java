/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.link;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.RedisEndpoints;
import io.cloudtik.impl.state.ClusterState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to the cluster's state. It opens when the file with the endpoints is there and again when
 * that file changes. Whoever cannot get through tries again later; only the first failure and the
 * end of an outage are logged. Thread-safe.
 */
public final class ClusterLink implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(ClusterLink.class);

  private final Path endpoints;
  private final Function<RedisEndpoints, ClusterState> connector;
  private final Map<String, Boolean> away = new ConcurrentHashMap<>();
  private @Nullable ClusterState state;
  private @Nullable FileTime opened;

  /** Makes a link that opens with {@code connector} what the file {@code endpoints} names. */
  public ClusterLink(Path endpoints, Function<RedisEndpoints, ClusterState> connector) {
    this.endpoints = endpoints;
    this.connector = connector;
  }

  /**
   * Does some work with the state.
   *
   * @param purpose names the work in the log
   * @return whether it was done; if not, any part of it may have been
   */
  public boolean attempt(String purpose, Consumer<ClusterState> work) {
    try {
      ClusterState current = state();
      if (current == null) {
        return false;
      }
      work.accept(current);
    } catch (CloudTikException e) {
      if (away.put(purpose, true) == null) {
        logger.warn("link={} state=away {}", purpose, e.getMessage());
      }
      return false;
    }
    if (away.remove(purpose) != null) {
      logger.info("link={} state=back", purpose);
    }
    return true;
  }

  /** Says whether any work could not be done when it was tried last. */
  public boolean isAway() {
    return !away.isEmpty();
  }

  private synchronized @Nullable ClusterState state() {
    FileTime written;
    try {
      written = Files.getLastModifiedTime(endpoints);
    } catch (IOException e) {
      return state;
    }
    if (state == null || !written.equals(opened)) {
      RedisEndpoints found = RedisEndpoints.parse(LocalFiles.read(endpoints).orElseThrow());
      close();
      state = connector.apply(found);
      opened = written;
      logger.info("link host={} port={} opened", found.host(), found.primaryPort());
    }
    return state;
  }

  @Override
  public synchronized void close() {
    if (state != null) {
      state.close();
      state = null;
    }
  }
}

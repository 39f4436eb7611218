/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs each kind of failure once until it is over, so that a loop cannot flood the log. */
final class FailureLog {
  private static final Logger logger = LoggerFactory.getLogger(FailureLog.class);
  private static final int KINDS = 1000;

  private final String cluster;
  private final Map<String, String> open =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > KINDS;
        }
      };

  FailureLog(String cluster) {
    this.cluster = cluster;
  }

  synchronized void failed(String what, RuntimeException e) {
    String message = String.valueOf(e.getMessage());
    if (!message.equals(open.put(what, message))) {
      logger.warn("cluster={} failed={} error={}", cluster, what, message, e);
    }
  }

  synchronized void worked(String what) {
    if (open.remove(what) != null) {
      logger.info("cluster={} works-again={}", cluster, what);
    }
  }

  /** Does one thing; a failure is logged and does no harm to what comes after. */
  boolean guard(String what, Runnable action) {
    try {
      action.run();
      worked(what);
      return true;
    } catch (RuntimeException e) {
      failed(what, e);
      return false;
    }
  }
}

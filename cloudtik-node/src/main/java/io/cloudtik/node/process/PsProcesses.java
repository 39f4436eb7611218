/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Processes where there is no {@code /proc}: {@code ps} tells the start of a process once, after
 * that the JVM's own handle is enough, which knows a reused pid by itself.
 */
final class PsProcesses implements ProcessTable {
  private final Map<ProcessIdentity, ProcessHandle> verified = new ConcurrentHashMap<>();

  @Override
  public boolean alive(ProcessIdentity process) {
    ProcessHandle known = verified.get(process);
    if (known == null) {
      Optional<ProcessHandle> found = ProcessHandle.of(process.pid());
      if (found.isEmpty() || !start(process.pid()).equals(process.start())) {
        return false;
      }
      known = found.get();
      verified.put(process, known);
    }
    boolean alive = known.isAlive();
    if (!alive) {
      verified.remove(process);
    }
    return alive;
  }

  @Override
  public boolean reused(ProcessIdentity process) {
    return ProcessHandle.of(process.pid()).isPresent()
        && !start(process.pid()).equals(process.start());
  }

  @Override
  public String self() {
    long pid = ProcessHandle.current().pid();
    return pid + " " + start(pid);
  }

  /** Does the same as the shim, so that both get the same words. */
  private static String start(long pid) {
    ProcessBuilder builder =
        new ProcessBuilder("ps", "-o", "lstart=", "-p", Long.toString(pid))
            .redirectError(Redirect.DISCARD);
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("TZ", "UTC0");
    try {
      Process ps = builder.start();
      ps.getOutputStream().close();
      String line = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return line.strip().replaceAll("\\s+", "_");
    } catch (IOException e) {
      return "unknown";
    }
  }
}

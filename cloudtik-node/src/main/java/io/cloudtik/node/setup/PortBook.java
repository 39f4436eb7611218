/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.setup;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.json.Json;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gives out the ports of a node and remembers them in a file: who asks again gets the same one,
 * even if it is in use by then, as it is in use by the one who asks. Thread-safe.
 */
public final class PortBook {
  /** Below the ports that systems take for outgoing connections, above those of known services. */
  private static final int FIRST = 20_000;

  private static final int COUNT = 12_000;
  private static final int ATTEMPTS = 200;
  private static final SecureRandom random = new SecureRandom();

  private final Path file;
  private final String host;
  private final boolean sharedHost;
  private final Map<String, Integer> ports;

  /**
   * Reads what was given out before.
   *
   * @param sharedHost whether other nodes bind ports of the same address at the same time, so that
   *     a preferred port may be free now and taken when the service starts
   */
  public PortBook(Path file, String host, boolean sharedHost) {
    this.file = file;
    this.host = host;
    this.sharedHost = sharedHost;
    ports =
        LocalFiles.read(file)
            .map(text -> new TreeMap<>(Json.read(text, Ports.class).ports()))
            .orElseGet(TreeMap::new);
  }

  /** Returns the port of that name. */
  public synchronized int port(String name, int preferred) {
    Integer known = ports.get(name);
    if (known != null) {
      return known;
    }
    int port = choose(name, preferred);
    ports.put(name, port);
    LocalFiles.write(file, Json.write(new Ports(ports)), false);
    return port;
  }

  private int choose(String name, int preferred) {
    if (!sharedHost && preferred > 0 && free(preferred)) {
      return preferred;
    }
    for (int i = 0; i < ATTEMPTS; i++) {
      int candidate = FIRST + random.nextInt(COUNT);
      if (free(candidate)) {
        return candidate;
      }
    }
    throw new CloudTikException(
        ErrorCode.BOOTSTRAP_FAILED,
        "found no free port for '%s' on %s: %d ports from %d to %d were tried; stop what binds them"
            .formatted(name, host, ATTEMPTS, FIRST, FIRST + COUNT - 1));
  }

  private boolean free(int port) {
    if (ports.containsValue(port)) {
      return false;
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(host, port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The content of the file. */
  record Ports(Map<String, Integer> ports) {}
}

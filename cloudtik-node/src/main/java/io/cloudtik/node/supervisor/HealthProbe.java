/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.supervisor;

import io.cloudtik.spi.runtime.HealthCheck;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Looks at a service. HTTP is spoken by hand: a client library would outweigh the whole process.
 */
final class HealthProbe {
  private static final int TIMEOUT_MILLIS = 5_000;

  private HealthProbe() {}

  static CheckResult look(HealthCheck check) {
    String where = check.host() + ":" + check.port();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(check.host(), check.port()), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      return check.kind().equals("http") ? ask(socket, check, where) : CheckResult.WELL;
    } catch (IOException e) {
      return CheckResult.unwell(where + ": " + e.getMessage());
    }
  }

  private static CheckResult ask(Socket socket, HealthCheck check, String where)
      throws IOException {
    String request =
        "GET %s HTTP/1.0\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(check.path(), where);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    String answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1);
    String status = answer.startsWith("HTTP/") && answer.length() == 12 ? answer.substring(9) : "";
    if (status.matches("[123]\\d\\d")) {
      return CheckResult.WELL;
    }
    return CheckResult.unwell(
        "http://%s%s answered %s"
            .formatted(where, check.path(), status.isEmpty() ? "no HTTP" : status));
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.cloudtik.spi.runtime.HealthCheck;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HealthProbeTest {
  private HttpServer server;
  private int port;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    port = server.getAddress().getPort();
    answer("/well", 200);
    answer("/moved", 302);
    answer("/gone", 404);
    answer("/ill", 503);
    server.start();
  }

  private void answer(String path, int status) {
    server.createContext(
        path,
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void anAnswerBelowFourHundredIsWell() {
    assertThat(look("/well").well()).isTrue();
    assertThat(look("/moved").well()).isTrue();
    assertThat(HealthProbe.look(HealthCheck.tcp("127.0.0.1", port)).well()).isTrue();
  }

  @Test
  void anyOtherAnswerIsToldWithItsStatus() {
    assertThat(look("/ill"))
        .isEqualTo(CheckResult.unwell("http://127.0.0.1:" + port + "/ill answered 503"));
    assertThat(look("/gone").well()).isFalse();
  }

  @Test
  void nobodyThereIsToldWithTheAddress() {
    server.stop(0);
    CheckResult result = look("/well");
    assertThat(result.well()).isFalse();
    assertThat(result.message()).contains("127.0.0.1:" + port).contains("refused");
  }

  private CheckResult look(String path) {
    return HealthProbe.look(HealthCheck.http("127.0.0.1", port, path));
  }
}

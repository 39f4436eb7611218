/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.job.ReadableFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobFilesTest {
  private static final String DATA = "s3a://bucket/ws/data/jobs/j1/";

  @TempDir Path work;
  private HttpServer server;
  private final AtomicInteger asked = new AtomicInteger();

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.createContext("/good", exchange -> answer(exchange, 200, "select 1"));
    server.createContext("/gone", exchange -> answer(exchange, 403, "AccessDenied"));
    server.createContext(
        "/busy", exchange -> answer(exchange, asked.get() < 1 ? 503 : 200, "in the end"));
    server.start();
  }

  private void answer(HttpExchange exchange, int status, String text) throws IOException {
    asked.incrementAndGet();
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @AfterEach
  void end() {
    server.stop(0);
  }

  private JobFiles files(String name, String path) {
    String address =
        "http://127.0.0.1:%d%s?X-Amz-Signature=r1ght"
            .formatted(server.getAddress().getPort(), path);
    return JobFiles.from(DATA, new ReadableFiles(Map.of(name, address)));
  }

  @Test
  void filesOfAStorageThatTheNodeHasNoClientForAreReadFromWhereTheHeadSays() {
    files("sub/a b.sql", "/good").fetch(Set.of("sub/a b.sql"), work);

    assertThat(work.resolve("sub/a b.sql")).hasContent("select 1");
  }

  @Test
  void aStorageThatIsBusyIsAskedAgain() {
    files("x", "/busy").fetch(Set.of("x"), work);

    assertThat(work.resolve("x")).hasContent("in the end");
    assertThat(asked).hasValue(2);
  }

  @Test
  void aRefusalIsToldWithoutTheRightInTheAddress() {
    JobFiles files = files("x", "/gone");

    assertThatThrownBy(() -> files.fetch(Set.of("x"), work))
        .isInstanceOfSatisfying(
            CloudTikException.class,
            e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.FILE_MISSING))
        .hasMessageContaining("the job's file x cannot be fetched: 127.0.0.1 answered 403")
        .hasMessageNotContaining("r1ght");
    assertThat(asked).hasValue(1);
    assertThat(files.toString()).doesNotContain("r1ght");
  }

  @Test
  void aFileWithoutAnAddressIsNamed() {
    assertThatThrownBy(() -> files("x", "/good").fetch(Set.of("y"), work))
        .hasMessageContaining("the job's file y cannot be fetched: nobody said where");
  }

  @Test
  void aStorageThatNobodyCanReadIsSaidOnlyWhereAJobHasFiles() {
    JobFiles files = JobFiles.from(DATA, ReadableFiles.NONE);

    files.fetch(Set.of(), work);
    assertThatThrownBy(() -> files.fetch(Set.of("x"), work))
        .isInstanceOfSatisfying(
            CloudTikException.class,
            e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.JOB_REJECTED))
        .hasMessageContaining("files of a job lie at " + DATA)
        .hasMessageContaining("scheme 'file' only");
  }
}

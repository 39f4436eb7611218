/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that answers with whatever a test says. */
class DockerSocketTest {
  @TempDir private Path directory;
  private ServerSocketChannel server;
  private DockerSocket docker;

  @BeforeEach
  void listen() throws IOException {
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(directory.resolve("s")));
    docker = new DockerSocket(directory.resolve("s"), Duration.ofMillis(300));
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @Test
  void aBodyOfKnownLengthEndsThere() throws Exception {
    CompletableFuture<String> request =
        answer("HTTP/1.1 201 Created\r\nContent-Length: 5\r\nX-A: b\r\n\r\nhello and more");
    try (var response = docker.execute(post("body".getBytes(StandardCharsets.UTF_8)))) {
      assertThat(response.getStatusCode()).isEqualTo(201);
      assertThat(response.getHeader("x-a")).isEqualTo("b");
      assertThat(response.getBody().readAllBytes()).asString().isEqualTo("hello");
    }
    assertThat(request.get())
        .startsWith("POST /things?a=b HTTP/1.1\r\n")
        .contains("Host: docker\r\n", "Content-Length: 4\r\n")
        .endsWith("\r\n\r\nbody");
  }

  @Test
  void chunksArePutTogetherAndSent() throws Exception {
    CompletableFuture<String> request =
        answer(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "3\r\nabc\r\n0000a;x=y\r\n0123456789\r\n0\r\n\r\n");
    DockerHttpClient.Request upload =
        DockerHttpClient.Request.builder()
            .method(DockerHttpClient.Request.Method.PUT)
            .path("/archive")
            .body(new ByteArrayInputStream("tar".getBytes(StandardCharsets.UTF_8)))
            .build();
    try (var response = docker.execute(upload)) {
      assertThat(response.getBody().readAllBytes()).asString().isEqualTo("abc0123456789");
    }
    assertThat(request.get()).endsWith("\r\n\r\n3\r\ntar\r\n0\r\n\r\n");
  }

  @Test
  void anEngineThatSaysNothingIsNotAwaitedForEver() {
    answer("");
    assertThatThrownBy(() -> docker.execute(post(new byte[0])))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("Docker said nothing");
  }

  @Test
  void anAnswerThatIsCutIsAFailure() throws Exception {
    answer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel", true);
    try (var response = docker.execute(post(new byte[0]))) {
      assertThatThrownBy(() -> response.getBody().readAllBytes())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("in the middle of an answer");
    }
  }

  @Test
  void whatIsNoHttpIsAFailure() {
    answer("SSH-2.0-OpenSSH_9.2\r\n");
    assertThatThrownBy(() -> docker.execute(post(new byte[0])))
        .hasMessageContaining("not HTTP")
        .hasMessageContaining("SSH-2.0");
  }

  private static DockerHttpClient.Request post(byte[] body) {
    return DockerHttpClient.Request.builder()
        .method(DockerHttpClient.Request.Method.POST)
        .path("/things?a=b")
        .bodyBytes(body)
        .build();
  }

  private CompletableFuture<String> answer(String text) {
    return answer(text, false);
  }

  /** Answers one request, and gives what the client sent until then. */
  private CompletableFuture<String> answer(String text, boolean thenClose) {
    CompletableFuture<String> request = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                SocketChannel client = server.accept();
                StringBuilder seen = new StringBuilder();
                while (!whole(seen.toString())) {
                  ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
                  client.read(buffer);
                  seen.append(StandardCharsets.UTF_8.decode(buffer.flip()));
                }
                client.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
                if (thenClose) {
                  client.close();
                }
                request.complete(seen.toString());
              } catch (IOException e) {
                request.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return request;
  }

  private static boolean whole(String seen) {
    if (seen.contains("chunked")) {
      return seen.endsWith("0\r\n\r\n");
    }
    return seen.contains("Content-Length: 4") ? seen.endsWith("body") : seen.contains("\r\n\r\n");
  }
}

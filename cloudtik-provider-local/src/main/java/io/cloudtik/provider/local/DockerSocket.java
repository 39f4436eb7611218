/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Carries requests to Docker over a socket of this computer, each over a connection of its own.
 * Needs nothing but the JDK: the transports that can be had bring native code, which a directory
 * for temporary files that is mounted noexec refuses. Thread-safe.
 */
final class DockerSocket implements DockerHttpClient {
  private static final int CHUNK = 64 * 1024;

  private final Path socket;
  private final Duration silence;

  /**
   * Makes a transport.
   *
   * @param silence how long Docker may say nothing, and take nothing
   */
  DockerSocket(Path socket, Duration silence) {
    this.socket = socket;
    this.silence = silence;
  }

  @Override
  public Response execute(Request request) {
    @Nullable PatientChannel connection = null;
    try {
      connection =
          new PatientChannel(SocketChannel.open(UnixDomainSocketAddress.of(socket)), silence);
      send(request, connection.output());
      return DockerReply.read(connection);
    } catch (IOException e) {
      close(connection);
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      close(connection);
      throw e;
    }
  }

  private static void send(Request request, OutputStream out) throws IOException {
    Map<String, String> headers = new HashMap<>(request.headers());
    headers.put("Host", "docker");
    headers.put("Connection", "close");
    @Nullable InputStream body = request.body();
    byte @Nullable [] bytes = request.bodyBytes();
    if (bytes != null) {
      headers.put("Content-Length", Integer.toString(bytes.length));
    } else if (body != null) {
      headers.put("Transfer-Encoding", "chunked");
    } else {
      headers.put("Content-Length", "0");
    }
    StringBuilder head =
        new StringBuilder("%s %s HTTP/1.1\r\n".formatted(request.method(), request.path()));
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    out.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    if (bytes != null) {
      out.write(bytes);
    } else if (body != null) {
      sendChunks(body, out);
    }
  }

  private static void sendChunks(InputStream body, OutputStream out) throws IOException {
    byte[] end = {'\r', '\n'};
    byte[] chunk = body.readNBytes(CHUNK);
    while (chunk.length > 0) {
      out.write(Integer.toHexString(chunk.length).getBytes(StandardCharsets.US_ASCII));
      out.write(end);
      out.write(chunk);
      out.write(end);
      chunk = body.readNBytes(CHUNK);
    }
    out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  private static void close(@Nullable PatientChannel connection) {
    if (connection != null) {
      connection.close();
    }
  }

  /** Keeps nothing open between requests. */
  @Override
  public void close() {}

  /** The head of a reply, and a stream of its body. */
  record DockerReply(
      int getStatusCode,
      Map<String, List<String>> getHeaders,
      InputStream getBody,
      PatientChannel connection)
      implements Response {
    static DockerReply read(PatientChannel connection) throws IOException {
      InputStream in = connection.input();
      String status = HttpLines.read(in);
      String[] parts = status.split(" ", 3);
      if (parts.length < 2 || !parts[0].startsWith("HTTP/1.") || !parts[1].matches("\\d{3}")) {
        throw new IOException("the answer is not HTTP: '" + status + "'");
      }
      Map<String, List<String>> headers = HttpLines.readHeaders(in);
      InputStream body = HttpLines.body(in, headers);
      return new DockerReply(Integer.parseInt(parts[1]), headers, body, connection);
    }

    @Override
    public void close() {
      connection.close();
    }
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import io.cloudtik.impl.access.MachineAccess;
import io.cloudtik.impl.access.SocketWay;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Carries requests to the Docker engine of a machine, each over a connection of its own that goes
 * the way all else goes to that machine. Thread-safe.
 */
final class DockerTransport implements DockerHttpClient {
  private static final int CHUNK = 64 * 1024;
  private static final Duration USUAL = Duration.ofMinutes(2);

  /** Images can be large, and networks slow. */
  private static final Duration IMAGES = Duration.ofHours(1);

  private static final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "cloudtik-docker-timer"));

  private final MachineAccess machine;
  private final Path socket;

  DockerTransport(MachineAccess machine, Path socket) {
    this.machine = machine;
    this.socket = socket;
  }

  @Override
  public Response execute(Request request) {
    SocketWay way = machine.connect(socket);
    @Nullable ScheduledFuture<?> end = limit(request.path(), way);
    boolean answered = false;
    try {
      send(request, way.output());
      Response response = DockerReply.read(way, end);
      @Nullable InputStream input = request.hijackedInput();
      if (input != null) {
        daemon(() -> feed(input, way.output()), "cloudtik-docker-in").start();
      }
      answered = true;
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (!answered) {
        way.close();
      }
    }
  }

  /** Programs run as long as who waits for them says. */
  private static @Nullable ScheduledFuture<?> limit(String path, SocketWay way) {
    if (path.contains("/exec/")) {
      return null;
    }
    Duration most = path.contains("/images/") ? IMAGES : USUAL;
    return timer.schedule(way::close, most.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  private static void feed(InputStream input, OutputStream to) {
    try (to) {
      input.transferTo(to);
    } catch (IOException e) {
      // The program did not want it all, or is gone: its exit code tells.
      return;
    }
  }

  private static void send(Request request, OutputStream out) throws IOException {
    Map<String, String> headers = new TreeMap<>(request.headers());
    headers.put("Host", "docker");
    @Nullable InputStream body = request.body();
    byte @Nullable [] bytes = request.bodyBytes();
    if (request.hijackedInput() != null) {
      headers.put("Connection", "Upgrade");
      headers.put("Upgrade", "tcp");
    } else {
      headers.put("Connection", "close");
    }
    if (bytes == null && body != null) {
      headers.put("Transfer-Encoding", "chunked");
    } else {
      headers.put("Content-Length", Integer.toString(bytes == null ? 0 : bytes.length));
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
    out.flush();
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

  /** Keeps nothing open between requests. */
  @Override
  public void close() {}
}

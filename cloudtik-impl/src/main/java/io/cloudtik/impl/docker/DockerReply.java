/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.docker;

import com.github.dockerjava.transport.DockerHttpClient.Response;
import io.cloudtik.impl.access.SocketWay;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** The head of what Docker answers, and a stream of the rest. As much of HTTP as Docker speaks. */
record DockerReply(
    int getStatusCode,
    Map<String, List<String>> getHeaders,
    InputStream getBody,
    SocketWay way,
    @Nullable Future<?> limit)
    implements Response {
  private static final int LONGEST = 64 * 1024;
  private static final int BUFFER = 64 * 1024;
  private static final int SWITCHED = 101;
  private static final int OK = 200;

  static DockerReply read(SocketWay way, @Nullable Future<?> limit) throws IOException {
    InputStream in = new BufferedInputStream(way.input(), BUFFER);
    String status = line(in);
    String[] parts = status.split(" ", 3);
    if (parts.length < 2 || !parts[0].startsWith("HTTP/1.") || !parts[1].matches("\\d{3}")) {
      throw new IOException("the answer is not HTTP: '" + status + "'");
    }
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers
            .computeIfAbsent(line.substring(0, colon).strip(), name -> new ArrayList<>())
            .add(line.substring(colon + 1).strip());
      }
    }
    int code = Integer.parseInt(parts[1]);
    // The library takes the switch to another protocol, which it asked for, for a failure.
    return new DockerReply(code == SWITCHED ? OK : code, headers, body(in, headers), way, limit);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0 || line.length() > LONGEST) {
        throw new EOFException("Docker closed the connection in the middle of an answer");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  /** Ends where the headers say, else where the connection does. */
  private static InputStream body(InputStream in, Map<String, List<String>> headers) {
    if (headers.getOrDefault("Transfer-Encoding", List.of()).contains("chunked")) {
      return new Body(in, 0, true);
    }
    List<String> length = headers.getOrDefault("Content-Length", List.of());
    return length.isEmpty() ? in : new Body(in, Long.parseLong(length.get(0)), false);
  }

  @Override
  public void close() {
    if (limit != null) {
      limit.cancel(false);
    }
    way.close();
  }

  private static final class Body extends InputStream {
    private final InputStream in;
    private final boolean chunked;
    private long left;
    private boolean first = true;
    private boolean ended;

    Body(InputStream in, long left, boolean chunked) {
      this.in = in;
      this.left = left;
      this.chunked = chunked;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (left == 0 && chunked && !ended) {
        nextChunk();
      }
      if (left == 0) {
        return -1;
      }
      int count = in.read(bytes, offset, (int) Math.min(length, left));
      if (count < 0) {
        throw new EOFException("Docker closed the connection in the middle of an answer");
      }
      left -= count;
      return count;
    }

    private void nextChunk() throws IOException {
      if (!first) {
        line(in);
      }
      first = false;
      String size = line(in).split(";", 2)[0].strip();
      try {
        left = Long.parseLong(size, 16);
      } catch (NumberFormatException e) {
        throw new IOException("the size of a chunk is not a number: '" + size + "'", e);
      }
      ended = left == 0;
    }
  }
}

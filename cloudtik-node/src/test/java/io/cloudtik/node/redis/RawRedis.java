/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.redis;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Says anything at all to a Redis server, also what no client library of ours would say. */
final class RawRedis implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;

  RawRedis(String host, int port) throws IOException {
    socket = new Socket(host, port);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** Returns the answer as text; an error begins with {@code -}, absence is {@code nil}. */
  String say(String... words) throws IOException {
    StringBuilder message = new StringBuilder("*" + words.length + "\r\n");
    for (String word : words) {
      int length = word.getBytes(StandardCharsets.UTF_8).length;
      message.append("$").append(length).append("\r\n").append(word).append("\r\n");
    }
    OutputStream out = socket.getOutputStream();
    out.write(message.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
    return answer();
  }

  private String answer() throws IOException {
    String line = line();
    int count = "$*".indexOf(line.charAt(0)) < 0 ? 0 : Integer.parseInt(line.substring(1));
    if (count < 0) {
      return "nil";
    }
    if (line.charAt(0) == '$') {
      String text = new String(in.readNBytes(count), StandardCharsets.UTF_8);
      line();
      return text;
    }
    if (line.charAt(0) == '*') {
      StringBuilder parts = new StringBuilder("[");
      for (int i = 0; i < count; i++) {
        parts.append(i == 0 ? "" : ", ").append(answer());
      }
      return parts.append("]").toString();
    }
    return line.charAt(0) == '-' ? line : line.substring(1);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\r'; c = in.read()) {
      if (c < 0) {
        throw new IOException("Redis closed the connection");
      }
      line.append((char) c);
    }
    in.read();
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

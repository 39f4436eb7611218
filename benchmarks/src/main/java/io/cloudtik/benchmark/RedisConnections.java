/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.benchmark;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A few connections to one Redis server on which commands are sent as redis-benchmark sends them:
 * on each connection a number of them at once, then all answers are read. Not thread-safe.
 */
final class RedisConnections implements AutoCloseable {
  private final List<Line> lines = new ArrayList<>();
  private final int atOnce;
  private int next;

  /**
   * Opens the connections.
   *
   * @param atOnce how many commands are sent on a connection before their answers are read
   */
  RedisConnections(int port, String user, String password, int connections, int atOnce)
      throws IOException {
    this.atOnce = atOnce;
    for (int i = 0; i < connections; i++) {
      Line line = new Line(new Socket(RealRedis.HOST, port));
      lines.add(line);
      line.add("AUTH", user, password);
      line.flush();
      line.readAnswers();
    }
  }

  /** Adds a command, and sends those of a connection when there are enough. */
  void send(String... words) throws IOException {
    Line line = lines.get(next);
    line.add(words);
    if (line.waiting == atOnce) {
      line.flush();
      next = (next + 1) % lines.size();
      // The others were sent before: by now Redis is at work on them.
      lines.get(next).readAnswers();
    }
  }

  /** Sends the rest and reads all answers that are still to come. */
  void finish() throws IOException {
    for (Line line : lines) {
      line.flush();
      line.readAnswers();
    }
  }

  /** Asks for one number or text. */
  String ask(String... words) throws IOException {
    finish();
    Line line = lines.get(0);
    line.add(words);
    line.flush();
    return line.readAnswer();
  }

  @Override
  public void close() throws IOException {
    for (Line line : lines) {
      line.socket.close();
    }
  }

  private static final class Line {
    private final Socket socket;
    private final InputStream in;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int waiting;
    private int sent;

    Line(Socket socket) throws IOException {
      this.socket = socket;
      socket.setTcpNoDelay(true);
      in = new BufferedInputStream(socket.getInputStream());
    }

    void add(String... words) {
      out.writeBytes(("*" + words.length + "\r\n").getBytes(StandardCharsets.UTF_8));
      for (String word : words) {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        out.writeBytes(("$" + bytes.length + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.writeBytes(bytes);
        out.write('\r');
        out.write('\n');
      }
      waiting++;
    }

    void flush() throws IOException {
      out.writeTo(socket.getOutputStream());
      out.reset();
      sent += waiting;
      waiting = 0;
    }

    void readAnswers() throws IOException {
      while (sent > 0) {
        readAnswer();
      }
    }

    String readAnswer() throws IOException {
      sent--;
      String head = readLine();
      if (head.startsWith("-")) {
        throw new IOException("Redis refused a command: " + head);
      }
      if (!head.startsWith("$")) {
        return head.substring(1);
      }
      byte[] text = in.readNBytes(Integer.parseInt(head.substring(1)));
      readLine();
      return new String(text, StandardCharsets.UTF_8);
    }

    private String readLine() throws IOException {
      StringBuilder line = new StringBuilder();
      for (int c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0) {
          throw new IOException("Redis closed the connection");
        }
        if (c != '\r') {
          line.append((char) c);
        }
      }
      return line.toString();
    }
  }
}

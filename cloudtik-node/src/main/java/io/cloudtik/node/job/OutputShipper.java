/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.job;

import io.cloudtik.impl.state.ClusterState;
import io.cloudtik.impl.state.StreamEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Ships what a job prints, in whole lines or pieces of 64 KiB, never through the middle of a
 * character. It goes on where it, or an earlier one, stopped: when it cannot know whether its last
 * piece arrived, it asks the stream, so that nothing is lost and nothing comes twice. Memory and
 * stream stay bounded, whatever the job prints. Not thread-safe.
 */
final class OutputShipper {
  static final int PIECE = 64 << 10;
  static final long STREAM_BYTES = 16L << 20;

  /** How much of one job is shipped before others have their turn. */
  static final long TURN = 4L << 20;

  /** The field with the offset behind a piece; its data may be longer or shorter than its bytes. */
  private static final String END = "end";

  private static final int MOST_ENTRIES = 20_000;

  private final String stream;
  private final Path output;
  private final Path shipped;
  private final Deque<Integer> sent = new ArrayDeque<>();
  private long sentBytes;
  private long offset;

  /** Whether all that was sent has certainly arrived. */
  private boolean certain;

  OutputShipper(String stream, Path output, Path shipped) {
    this.stream = stream;
    this.output = output;
    this.shipped = shipped;
    this.offset = remembered();
  }

  private long remembered() {
    try {
      return Long.parseLong(Files.readString(shipped).strip());
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }

  /** Makes it look what has arrived before it ships more. */
  void lookAnew() {
    certain = false;
  }

  /**
   * Ships what is there, at most one turn of it.
   *
   * @param complete whether nothing will be added, so that a last line without end goes too
   * @return whether all that was there is shipped
   */
  boolean ship(ClusterState state, boolean complete) throws IOException {
    if (!certain) {
      offset = arrived(state);
      certain = true;
    }
    long begin = offset;
    try (FileChannel channel = FileChannel.open(output, StandardOpenOption.READ)) {
      ByteBuffer buffer = ByteBuffer.allocate(PIECE);
      while (offset - begin < TURN) {
        int read = fill(channel, buffer);
        int length = cut(buffer.array(), read, complete);
        if (length == 0) {
          return read == 0;
        }
        send(state, new String(buffer.array(), 0, length, StandardCharsets.UTF_8), length);
      }
      return false;
    } catch (NoSuchFileException e) {
      return true;
    } finally {
      if (offset != begin) {
        remember();
      }
    }
  }

  private long arrived(ClusterState state) {
    List<StreamEntry> last = state.last(stream, 1);
    if (last.isEmpty()) {
      // Nothing was sent, or to a head that is gone: its successor gets what a stream may hold.
      return Math.max(0, offset - STREAM_BYTES);
    }
    String end = last.get(0).fields().get(END);
    return end == null ? offset : Long.parseLong(end);
  }

  private int fill(FileChannel channel, ByteBuffer buffer) throws IOException {
    buffer.clear();
    while (buffer.hasRemaining() && channel.read(buffer, offset + buffer.position()) >= 0) {
      // Reads on until the buffer is full or the file ends.
    }
    return buffer.position();
  }

  /** Returns how many of the bytes make whole lines, or at least whole characters. */
  static int cut(byte[] bytes, int length, boolean complete) {
    for (int i = length; i > 0; i--) {
      if (bytes[i - 1] == '\n') {
        return i;
      }
    }
    if (length < bytes.length) {
      return complete ? length : 0;
    }
    int start = length - 1;
    while (start > length - 4 && (bytes[start] & 0xC0) == 0x80) {
      start--;
    }
    // A first byte of n bytes needs n - 1 after it; whatever is no UTF-8 at all goes as it is.
    int needed =
        (bytes[start] & 0xE0) == 0xC0
            ? 2
            : (bytes[start] & 0xF0) == 0xE0 ? 3 : (bytes[start] & 0xF8) == 0xF0 ? 4 : 1;
    return start + needed > length ? start : length;
  }

  private void send(ClusterState state, String data, int length) {
    sent.addLast(length);
    sentBytes += length;
    while (sentBytes > STREAM_BYTES || sent.size() > MOST_ENTRIES) {
      sentBytes -= sent.removeFirst();
    }
    // Below the limit nothing is trimmed: what an earlier node controller sent is not counted here.
    boolean full = sentBytes > STREAM_BYTES - 2 * PIECE || sent.size() == MOST_ENTRIES;
    long end = offset + length;
    certain = false;
    state.append(
        stream,
        Map.of("n", Long.toString(offset), END, Long.toString(end), "data", data),
        full ? sent.size() : 0);
    certain = true;
    offset = end;
  }

  private void remember() throws IOException {
    Path temporary = shipped.resolveSibling("shipped.tmp");
    Files.writeString(temporary, Long.toString(offset));
    Files.move(temporary, shipped, StandardCopyOption.ATOMIC_MOVE);
  }
}

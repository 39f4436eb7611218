/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The end of a file that somebody may still be writing. */
public final class FileTail {
  private static final int LINE = 300;

  private FileTail() {}

  /**
   * Returns at most the last {@code max} bytes as text that begins with a whole character. Links
   * are not followed: programs of jobs may have made them.
   */
  public static String read(Path file, int max) {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      long size = channel.size();
      ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(max, size));
      long position = size - buffer.capacity();
      while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) >= 0) {
        // Reads on until the buffer is full or the file ends.
      }
      byte[] bytes = buffer.array();
      int from = 0;
      while (position > 0 && from < buffer.position() && (bytes[from] & 0xC0) == 0x80) {
        from++;
      }
      return new String(bytes, from, buffer.position() - from, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  /** Returns the last line that is not blank, shortened; empty if there is none. */
  static String lastLine(Path file) {
    String[] lines = read(file, 4096).stripTrailing().split("\n", -1);
    String last = lines[lines.length - 1].strip();
    return last.length() <= LINE ? last : last.substring(0, LINE) + "...";
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import static io.cloudtik.impl.access.ssh.TarWriter.BLOCK;
import static io.cloudtik.impl.access.ssh.TarWriter.LINK_AT;
import static io.cloudtik.impl.access.ssh.TarWriter.MODE_AT;
import static io.cloudtik.impl.access.ssh.TarWriter.NAME;
import static io.cloudtik.impl.access.ssh.TarWriter.SIZE_AT;
import static io.cloudtik.impl.access.ssh.TarWriter.TYPE_AT;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads what GNU tar writes with {@code --format=gnu}. */
final class TarReader {
  private final InputStream in;
  private long left;
  private long padding;

  TarReader(InputStream in) {
    this.in = in;
  }

  /**
   * One entry; the content of a file is read next, by {@link #content}.
   *
   * @param type {@code '0'} for a file, {@code '5'} for a directory, {@code '2'} for a link
   */
  record Entry(String name, char type, int mode, String link) {}

  /** Returns the next entry; null at the end. */
  @Nullable Entry next() throws IOException {
    in.skipNBytes(left + padding);
    left = 0;
    padding = 0;
    String longName = "";
    String longLink = "";
    while (true) {
      byte[] block = in.readNBytes(BLOCK);
      if (block.length < BLOCK) {
        throw new EOFException("the archive ends too early");
      }
      if (block[0] == 0) {
        return null;
      }
      long size = size(block);
      char type = (char) block[TYPE_AT];
      left = size;
      padding = (BLOCK - size % BLOCK) % BLOCK;
      if (type == 'L' || type == 'K') {
        String value = text(in.readNBytes((int) size), 0, (int) size);
        in.skipNBytes(padding);
        longName = type == 'L' ? value : longName;
        longLink = type == 'K' ? value : longLink;
      } else {
        return new Entry(
            longName.isEmpty() ? text(block, 0, NAME) : longName,
            type == 0 ? '0' : type,
            (int) octal(block, MODE_AT, 8) & 0xfff,
            longLink.isEmpty() ? text(block, LINK_AT, NAME) : longLink);
      }
    }
  }

  /** Returns the content of the entry that was returned last. */
  InputStream content() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0) {
          return -1;
        }
        int count = in.read(buffer, offset, (int) Math.min(length, left));
        if (count < 0) {
          throw new EOFException("the archive ends too early");
        }
        left -= count;
        return count;
      }
    };
  }

  private static long size(byte[] block) {
    if ((block[SIZE_AT] & 0x80) == 0) {
      return octal(block, SIZE_AT, 12);
    }
    long size = 0;
    for (int i = 4; i < 12; i++) {
      size = size << 8 | block[SIZE_AT + i] & 0xff;
    }
    return size;
  }

  private static long octal(byte[] block, int at, int width) {
    String digits = text(block, at, width).strip();
    return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
  }

  private static String text(byte[] bytes, int at, int longest) {
    int end = at;
    while (end < Math.min(bytes.length, at + longest) && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, at, end - at, StandardCharsets.UTF_8);
  }
}

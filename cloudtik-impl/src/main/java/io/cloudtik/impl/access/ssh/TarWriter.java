/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Writes the tar format that GNU tar writes, as far as files, directories and links go. */
final class TarWriter {
  static final int BLOCK = 512;
  static final int NAME = 100;
  static final int MODE_AT = 100;
  static final int SIZE_AT = 124;
  static final int TIME_AT = 136;
  static final int SUM_AT = 148;
  static final int TYPE_AT = 156;
  static final int LINK_AT = 157;
  static final int MAGIC_AT = 257;
  private static final long LARGEST_OCTAL = 077777777777L;

  private final OutputStream out;
  private final byte[] buffer = new byte[1 << 15];

  TarWriter(OutputStream out) {
    this.out = out;
  }

  void directory(String name, int mode) throws IOException {
    header(name + "/", mode, 0, 0, '5', "");
  }

  void link(String name, String target) throws IOException {
    header(name, 0777, 0, 0, '2', target);
  }

  void empty(String name) throws IOException {
    header(name, 0600, 0, 0, '0', "");
  }

  void file(String name, int mode, Path content) throws IOException {
    long size = Files.size(content);
    header(name, mode, size, Files.getLastModifiedTime(content).toMillis() / 1000, '0', "");
    try (InputStream in = Files.newInputStream(content)) {
      long left = size;
      while (left > 0) {
        int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (n < 0) {
          throw new IOException(content + " became shorter while it was read");
        }
        out.write(buffer, 0, n);
        left -= n;
      }
    }
    pad(size);
  }

  void file(String name, int mode, byte[] content) throws IOException {
    header(name, mode, content.length, 0, '0', "");
    out.write(content);
    pad(content.length);
  }

  void end() throws IOException {
    out.write(new byte[2 * BLOCK]);
    out.flush();
  }

  private void header(String name, int mode, long size, long time, char type, String link)
      throws IOException {
    longText(link, 'K');
    longText(name, 'L');
    byte[] block = new byte[BLOCK];
    text(block, 0, name);
    octal(block, MODE_AT, 8, mode);
    octal(block, 108, 8, 0);
    octal(block, 116, 8, 0);
    number(block, size);
    octal(block, TIME_AT, 12, Math.max(0, time));
    block[TYPE_AT] = (byte) type;
    text(block, LINK_AT, link);
    System.arraycopy("ustar  ".getBytes(StandardCharsets.US_ASCII), 0, block, MAGIC_AT, 7);
    Arrays.fill(block, SUM_AT, SUM_AT + 8, (byte) ' ');
    int sum = 0;
    for (byte b : block) {
      sum += b & 0xff;
    }
    octal(block, SUM_AT, 7, sum);
    out.write(block);
  }

  private void longText(String text, char type) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > NAME) {
      header("././@LongLink", 0644, bytes.length + 1L, 0, type, "");
      out.write(bytes);
      out.write(0);
      pad(bytes.length + 1L);
    }
  }

  private void pad(long size) throws IOException {
    out.write(new byte[(int) ((BLOCK - size % BLOCK) % BLOCK)]);
  }

  private static void text(byte[] block, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, block, at, Math.min(bytes.length, NAME));
  }

  private static void octal(byte[] block, int at, int width, long value) {
    String digits = Long.toOctalString(value);
    Arrays.fill(block, at, at + width - 1, (byte) '0');
    int from = at + width - 1 - digits.length();
    for (int i = 0; i < digits.length(); i++) {
      block[from + i] = (byte) digits.charAt(i);
    }
  }

  private static void number(byte[] block, long size) {
    if (size <= LARGEST_OCTAL) {
      octal(block, SIZE_AT, 12, size);
      return;
    }
    block[SIZE_AT] = (byte) 0x80;
    for (int i = 0; i < 8; i++) {
      block[SIZE_AT + 4 + i] = (byte) (size >>> (8 * (7 - i)));
    }
  }
}

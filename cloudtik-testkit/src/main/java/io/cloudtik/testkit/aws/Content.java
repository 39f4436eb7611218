/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Bytes of a request, of an answer or of an object: small ones in memory, large ones in a temporary
 * file that is gone when nobody refers to it any more. Immutable.
 */
public abstract sealed class Content {
  /** What nothing is in. */
  public static final Content EMPTY = of(new byte[0]);

  private static final int IN_MEMORY = 256 * 1024;

  private Content() {}

  /** Returns those bytes. */
  public static Content of(byte[] bytes) {
    return new Bytes(bytes, 0, bytes.length);
  }

  /** Returns a text in UTF-8. */
  public static Content of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads a stream to its end; it stays open. */
  public static Content read(InputStream in) throws IOException {
    byte[] head = in.readNBytes(IN_MEMORY);
    if (head.length < IN_MEMORY) {
      return of(head);
    }
    Path path = Files.createTempFile("cloudtik-testkit-", ".content");
    FileChannel file =
        FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    OutputStream out = Channels.newOutputStream(file);
    out.write(head);
    in.transferTo(out);
    return new Part(file, 0, file.size());
  }

  /** Returns one after the other. */
  public static Content join(List<Content> parts) {
    return new Joined(List.copyOf(parts));
  }

  /** Returns how many bytes there are. */
  public abstract long size();

  /** Returns a part of it. */
  public abstract Content slice(long from, long length);

  /** Begins to read it. */
  public abstract InputStream open();

  /** Returns all of it; not for what may be large. */
  public final byte[] bytes() {
    try (InputStream in = open()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns it as a text in UTF-8. */
  public final String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  /** Writes it to where it is wanted. */
  public final void writeTo(OutputStream out) throws IOException {
    try (InputStream in = open()) {
      in.transferTo(out);
    }
  }

  /** Says how much it is, not what. */
  @Override
  public final String toString() {
    return size() + " bytes";
  }

  private static final class Bytes extends Content {
    private final byte[] bytes;
    private final int from;
    private final int length;

    Bytes(byte[] bytes, int from, int length) {
      this.bytes = bytes;
      this.from = from;
      this.length = length;
    }

    @Override
    public long size() {
      return length;
    }

    @Override
    public Content slice(long at, long size) {
      return new Bytes(bytes, from + (int) at, (int) size);
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(bytes, from, length);
    }
  }

  /** The file has no name any more from the moment in which it was opened. */
  private static final class Part extends Content {
    private final FileChannel file;
    private final long from;
    private final long length;

    Part(FileChannel file, long from, long length) {
      this.file = file;
      this.from = from;
      this.length = length;
    }

    @Override
    public long size() {
      return length;
    }

    @Override
    public Content slice(long at, long size) {
      return new Part(file, from + at, size);
    }

    @Override
    public InputStream open() {
      return new Reading(this);
    }
  }

  /** Reads at positions of its own, since many may read at once. */
  private static final class Reading extends InputStream {
    private final Part part;
    private long at;

    Reading(Part part) {
      this.part = part;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int count) throws IOException {
      int most = (int) Math.min(count, part.length - at);
      if (most <= 0) {
        return count == 0 ? 0 : -1;
      }
      int got = part.file.read(ByteBuffer.wrap(into, offset, most), part.from + at);
      at += Math.max(0, got);
      return got;
    }
  }

  private static final class Joined extends Content {
    private final List<Content> parts;

    Joined(List<Content> parts) {
      this.parts = parts;
    }

    @Override
    public long size() {
      return parts.stream().mapToLong(Content::size).sum();
    }

    @Override
    public Content slice(long from, long length) {
      List<Content> chosen = new ArrayList<>();
      long at = 0;
      for (Content part : parts) {
        long begin = Math.max(from, at);
        long end = Math.min(from + length, at + part.size());
        if (begin < end) {
          chosen.add(part.slice(begin - at, end - begin));
        }
        at += part.size();
      }
      return new Joined(chosen);
    }

    @Override
    public InputStream open() {
      List<InputStream> streams = new ArrayList<>();
      parts.forEach(part -> streams.add(part.open()));
      return new SequenceInputStream(Collections.enumeration(streams));
    }
  }
}

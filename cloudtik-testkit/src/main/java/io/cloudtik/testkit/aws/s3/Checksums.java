/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.s3;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** Sums over content (Amazon S3 User Guide, "Checking object integrity"). */
final class Checksums {
  static final String HEADER = "x-amz-checksum-";
  static final List<String> ALGORITHMS = List.of("crc32", "crc32c", "crc64nvme", "sha1", "sha256");

  private Checksums() {}

  /** Adds up what is written to it. */
  interface Sum {
    void add(byte[] bytes, int offset, int count);

    byte[] value();
  }

  static Sum of(String algorithm) {
    return switch (algorithm.toLowerCase(Locale.ROOT)) {
      case "crc32" -> new Cyclic(new CRC32(), 4);
      case "crc32c" -> new Cyclic(new CRC32C(), 4);
      case "crc64nvme" -> new Cyclic(new Crc64Nvme(), 8);
      case "sha1" -> new Digest("SHA-1");
      case "sha256" -> new Digest("SHA-256");
      case "md5" -> new Digest("MD5");
      default -> throw S3Refusals.invalidArgument("Checksum algorithm provided is unsupported.");
    };
  }

  static String base64(byte[] value) {
    return Base64.getEncoder().encodeToString(value);
  }

  private record Cyclic(Checksum sum, int length) implements Sum {
    @Override
    public void add(byte[] bytes, int offset, int count) {
      sum.update(bytes, offset, count);
    }

    @Override
    public byte[] value() {
      byte[] value = new byte[length];
      long rest = sum.getValue();
      for (int i = length - 1; i >= 0; i--) {
        value[i] = (byte) rest;
        rest >>>= 8;
      }
      return value;
    }
  }

  private static final class Digest implements Sum {
    private final MessageDigest digest;

    Digest(String name) {
      try {
        digest = MessageDigest.getInstance(name);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void add(byte[] bytes, int offset, int count) {
      digest.update(bytes, offset, count);
    }

    @Override
    public byte[] value() {
      return digest.digest();
    }
  }

  /** The sum of NVM Express: polynomial AD93D23594C93659, reflected, all bits inverted. */
  private static final class Crc64Nvme implements Checksum {
    private static final long REFLECTED = Long.reverse(0xAD93D23594C93659L);
    private static final long[] TABLE = new long[256];

    static {
      for (int i = 0; i < TABLE.length; i++) {
        long value = i;
        for (int bit = 0; bit < 8; bit++) {
          value = (value & 1) == 1 ? value >>> 1 ^ REFLECTED : value >>> 1;
        }
        TABLE[i] = value;
      }
    }

    private long state = -1;

    @Override
    public void update(int b) {
      state = TABLE[(int) (state ^ b) & 0xff] ^ state >>> 8;
    }

    @Override
    public void update(byte[] bytes, int offset, int count) {
      for (int i = offset; i < offset + count; i++) {
        update(bytes[i]);
      }
    }

    @Override
    public long getValue() {
      return ~state;
    }

    @Override
    public void reset() {
      state = -1;
    }
  }
}

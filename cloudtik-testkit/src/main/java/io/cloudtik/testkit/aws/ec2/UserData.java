/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/** What an instance is given to read, which may be compressed. */
final class UserData {
  private static final int GZIP_1 = 0x1f;
  private static final int GZIP_2 = 0x8b;

  private UserData() {}

  static String text(byte[] raw) {
    boolean packed = raw.length > 2 && (raw[0] & 0xff) == GZIP_1 && (raw[1] & 0xff) == GZIP_2;
    if (!packed) {
      return new String(raw, StandardCharsets.UTF_8);
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(raw))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

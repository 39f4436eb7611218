/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.s3;

import io.cloudtik.testkit.aws.AwsRefusal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of an object.
 *
 * @param from its first byte
 * @param length how many bytes
 */
record ByteRange(long from, long length) {
  private static final Pattern TEXT = Pattern.compile("bytes=([0-9]*)-([0-9]*)");

  /** Reads a range; what is no range at all is ignored, as RFC 9110 has it. */
  static Optional<ByteRange> read(String text, long size) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches() || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
      return Optional.empty();
    }
    if (matcher.group(1).isEmpty()) {
      long last = Math.min(Long.parseLong(matcher.group(2)), size);
      if (last == 0) {
        throw unsatisfiable();
      }
      return Optional.of(new ByteRange(size - last, last));
    }
    long from = Long.parseLong(matcher.group(1));
    long to =
        matcher.group(2).isEmpty()
            ? size - 1
            : Math.min(Long.parseLong(matcher.group(2)), size - 1);
    if (from >= size) {
      throw unsatisfiable();
    }
    return to < from ? Optional.empty() : Optional.of(new ByteRange(from, to - from + 1));
  }

  String header(long size) {
    return "bytes %d-%d/%d".formatted(from, from + length - 1, size);
  }

  private static AwsRefusal unsatisfiable() {
    return new AwsRefusal(416, "InvalidRange", "The requested range is not satisfiable");
  }
}

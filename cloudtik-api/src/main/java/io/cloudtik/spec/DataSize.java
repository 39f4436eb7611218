/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spec;

import io.cloudtik.error.InvalidSpecException;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An amount of memory or disk, in bytes. Immutable. */
public final class DataSize implements Comparable<DataSize> {
  private static final Pattern TEXT =
      Pattern.compile("(\\d{1,15})\\s*(b|kib|mib|gib|tib)?", Pattern.CASE_INSENSITIVE);
  private static final long KIB = 1024;

  private final long bytes;

  private DataSize(long bytes) {
    if (bytes < 0) {
      throw InvalidSpecException.of("size: expected 0 bytes or more, got " + bytes);
    }
    this.bytes = bytes;
  }

  /** Returns that many bytes. */
  public static DataSize bytes(long bytes) {
    return new DataSize(bytes);
  }

  /** Returns that many mebibytes, each 1,048,576 bytes. */
  public static DataSize mib(long mebibytes) {
    return of(mebibytes, KIB * KIB, "MiB");
  }

  /** Returns that many gibibytes, each 1,073,741,824 bytes. */
  public static DataSize gib(long gibibytes) {
    return of(gibibytes, KIB * KIB * KIB, "GiB");
  }

  /**
   * Reads a number with an optional unit of {@code B, KiB, MiB, GiB, TiB}; no unit means bytes.
   *
   * @throws InvalidSpecException if the text is something else
   */
  public static DataSize parse(String text) {
    Matcher matcher = TEXT.matcher(Objects.requireNonNull(text, "size").strip());
    if (!matcher.matches()) {
      throw InvalidSpecException.of(
          "size: expected a number with a unit of B, KiB, MiB, GiB or TiB, got "
              + Names.quoted(text));
    }
    String unit = matcher.group(2) == null ? "b" : matcher.group(2).toLowerCase(Locale.ROOT);
    long factor =
        switch (unit) {
          case "kib" -> KIB;
          case "mib" -> KIB * KIB;
          case "gib" -> KIB * KIB * KIB;
          case "tib" -> KIB * KIB * KIB * KIB;
          default -> 1;
        };
    return of(Long.parseLong(matcher.group(1)), factor, unit);
  }

  private static DataSize of(long amount, long factor, String unit) {
    if (amount < 0) {
      throw InvalidSpecException.of("size: expected 0 or more, got " + amount + " " + unit);
    }
    try {
      return new DataSize(Math.multiplyExact(amount, factor));
    } catch (ArithmeticException e) {
      throw InvalidSpecException.of("size: expected less than 8 EiB, got " + amount + " " + unit);
    }
  }

  /** Returns the amount in bytes. */
  public long toBytes() {
    return bytes;
  }

  /** Returns the amount in whole mebibytes, rounded down. */
  public long toMib() {
    return bytes / (KIB * KIB);
  }

  @Override
  public int compareTo(DataSize other) {
    return Long.compare(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DataSize size && size.bytes == bytes;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(bytes);
  }

  /** Returns the amount with the largest unit that keeps it whole, for example {@code 32GiB}. */
  @Override
  public String toString() {
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
    long amount = bytes;
    int unit = 0;
    while (amount > 0 && amount % KIB == 0 && unit < units.length - 1) {
      amount /= KIB;
      unit++;
    }
    return amount + units[unit];
  }
}

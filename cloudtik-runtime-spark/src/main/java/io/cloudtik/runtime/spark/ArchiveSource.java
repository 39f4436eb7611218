/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.spec.Names;
import io.cloudtik.spec.SpecStyle;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.immutables.value.Value;

/** A {@code .tgz} archive as Apache Spark publishes it, checked before it is used. Immutable. */
@Value.Immutable
@SpecStyle
public abstract non-sealed class ArchiveSource implements SparkSource {
  private static final Set<String> SCHEMES = Set.of("http", "https", "file");
  private static final Pattern CHECKSUM = Pattern.compile("[0-9a-fA-F]{64}|[0-9a-fA-F]{128}");

  ArchiveSource() {}

  /** Returns a builder; all attributes are required. */
  public static Builder builder() {
    return ImmutableArchiveSource.builder();
  }

  /** Returns an archive with its SHA-256 or SHA-512 checksum in hex. */
  public static ArchiveSource of(URI address, String checksum) {
    return builder().address(address).checksum(checksum.strip().toLowerCase(Locale.ROOT)).build();
  }

  /** Returns the address, of scheme {@code https}, {@code http} or {@code file}. */
  public abstract URI address();

  /** Returns the checksum in hex: SHA-256 with 64 digits, SHA-512 with 128. */
  public abstract String checksum();

  /** Returns the name of the checksum's algorithm. */
  final String algorithm() {
    return checksum().length() == 64 ? "SHA-256" : "SHA-512";
  }

  @Value.Check
  void checkRules() {
    List<String> problems = new ArrayList<>();
    String scheme = address().getScheme();
    if (scheme == null || !SCHEMES.contains(scheme)) {
      problems.add(
          "spark.archive: expected an address of https, http or file, got "
              + Names.quoted(address().toString()));
    }
    if (address().getRawUserInfo() != null) {
      problems.add("spark.archive: expected an address without credentials, got some");
    }
    if (!CHECKSUM.matcher(checksum()).matches()) {
      problems.add(
          "spark.archive.checksum: expected 64 (SHA-256) or 128 (SHA-512) hex digits, got "
              + Names.quoted(checksum()));
    }
    if (!problems.isEmpty()) {
      throw InvalidSpecException.of(problems);
    }
  }

  /** Builds an {@link ArchiveSource}. Not thread-safe. */
  public interface Builder {
    /** Sets the address. */
    Builder address(URI address);

    /** Sets the checksum in hex. */
    Builder checksum(String checksum);

    /** Returns the source. */
    ArchiveSource build();
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spec;

import io.cloudtik.error.InvalidSpecException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.immutables.value.Value;

/**
 * An archive with the Java that nodes run with, for machines that have none and reach no mirror of
 * packages: a JRE or JDK 17 or newer for the system and processor of the machines, in a form that
 * their tar reads, with {@code bin/java} and {@code release} at most four directories below its
 * top. Immutable.
 */
@Value.Immutable
@SpecStyle
public abstract class JavaArchive {
  private static final Set<String> SCHEMES = Set.of("http", "https", "file");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  JavaArchive() {}

  /** Returns a builder; the address is required, and the checksum but for files. */
  public static Builder builder() {
    return ImmutableJavaArchive.builder();
  }

  /**
   * Returns an archive that is a file of this machine. It goes to the workspace and to the head,
   * once, and from there to the workers.
   */
  public static JavaArchive file(Path file) {
    return builder().address(file.toAbsolutePath().toUri()).build();
  }

  /**
   * Returns an archive that each machine fetches by itself, with the proxies of the cluster's
   * environment; or a file of this machine with this checksum.
   *
   * @param address of scheme {@code https}, {@code http} or {@code file}
   * @param sha256 its SHA-256, 64 hex digits
   */
  public static JavaArchive at(URI address, String sha256) {
    return builder().address(address).checksum(sha256.strip().toLowerCase(Locale.ROOT)).build();
  }

  /** Returns the address, of scheme {@code https}, {@code http} or {@code file}. */
  public abstract URI address();

  /** Returns the SHA-256 of the archive in hex; empty for a file that may be any. */
  public abstract Optional<String> checksum();

  /** Returns the file of the client; empty if machines fetch the archive by themselves. */
  public final Optional<Path> localFile() {
    return "file".equals(address().getScheme())
        ? Optional.of(Path.of(address()))
        : Optional.empty();
  }

  @Value.Check
  void checkRules() {
    List<String> problems = new ArrayList<>();
    String scheme = address().getScheme();
    boolean file = "file".equals(scheme);
    boolean whole = file ? address().getPath() != null : address().getHost() != null;
    if (scheme == null || !SCHEMES.contains(scheme) || !whole) {
      problems.add(
          "java.address: expected an address of https, http or file, got "
              + Names.quoted(address().toString()));
    }
    if (address().getRawUserInfo() != null) {
      problems.add("java.address: expected an address without credentials, got some");
    }
    if (!file && checksum().isEmpty()) {
      problems.add("java.checksum: expected the SHA-256 of what is at the address, got none");
    }
    checksum()
        .filter(hash -> !SHA256.matcher(hash).matches())
        .ifPresent(
            hash ->
                problems.add(
                    "java.checksum: expected 64 hex digits (SHA-256) in small letters, got "
                        + Names.quoted(hash)));
    if (!problems.isEmpty()) {
      throw InvalidSpecException.of(problems);
    }
  }

  /** Builds a {@link JavaArchive}. Not thread-safe. */
  public interface Builder {
    /** Sets the address. */
    Builder address(URI address);

    /** Sets the SHA-256 in hex, small letters. */
    Builder checksum(String checksum);

    /** Returns the archive. */
    JavaArchive build();
  }
}

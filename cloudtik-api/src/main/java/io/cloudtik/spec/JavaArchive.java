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
import java.util.Objects;
import java.util.Optional;
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
  private static final String SHA256 = "java.sha256";
  private static final String URI_PATH = "java.uri";
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  JavaArchive() {}

  /** Returns a builder; either a file, or an address with a hash, is required. */
  public static Builder builder() {
    return ImmutableJavaArchive.builder();
  }

  /**
   * Returns an archive that is a file of this machine. It goes to the workspace and to the head,
   * once, and from there to the workers.
   */
  public static JavaArchive file(Path file) {
    return builder().file(Objects.requireNonNull(file, "java.file").toAbsolutePath()).build();
  }

  /**
   * Returns an archive that each machine fetches by itself, with the proxies of the cluster's
   * environment.
   *
   * @param uri that begins with {@code http:} or {@code https:}
   * @param sha256 what {@code sha256sum} says of it, 64 hexadecimal digits
   */
  public static JavaArchive at(URI uri, String sha256) {
    return builder().uri(uri).sha256(sha256.toLowerCase(Locale.ROOT)).build();
  }

  /** Returns the absolute path of the file on the client; empty if there is an address. */
  public abstract Optional<Path> file();

  /** Returns the address; empty if there is a file. */
  public abstract Optional<URI> uri();

  /**
   * Returns the SHA-256 of the archive in small hexadecimal digits; empty for a file that may be
   * any.
   */
  public abstract Optional<String> sha256();

  @Value.Check
  void checkRules() {
    List<String> problems = new ArrayList<>();
    if (file().isPresent() == uri().isPresent()) {
      problems.add(
          "java: expected either a file or a uri, got " + (uri().isPresent() ? "both" : "none"));
    }
    file()
        .filter(file -> !file.isAbsolute())
        .ifPresent(
            file ->
                problems.add(
                    "java.file: expected an absolute path, got " + Names.quoted(file.toString())));
    uri().ifPresent(uri -> problems.addAll(uriProblems(uri)));
    if (uri().isPresent() && sha256().isEmpty()) {
      problems.add(SHA256 + ": expected the SHA-256 of what is at the uri, got none");
    }
    sha256()
        .filter(hash -> !HASH.matcher(hash).matches())
        .ifPresent(
            hash ->
                problems.add(
                    SHA256 + ": expected 64 digits of 0-9 and a-f, got " + Names.quoted(hash)));
    if (!problems.isEmpty()) {
      throw InvalidSpecException.of(problems);
    }
  }

  private static List<String> uriProblems(URI uri) {
    List<String> problems = new ArrayList<>(SpecRules.line(URI_PATH, uri.toString(), 2_000));
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.matches("https?") || uri.getHost() == null || uri.getUserInfo() != null) {
      // Not quoted: it may hold a password.
      problems.add(
          URI_PATH + ": expected one of http or https with a host and without user or password");
    }
    return problems;
  }

  /** Builds a {@link JavaArchive}. Not thread-safe. */
  public interface Builder {
    /** Sets the absolute path of the file on the client. */
    Builder file(Path file);

    /** Sets the address that each machine fetches it from. */
    Builder uri(URI uri);

    /** Sets the SHA-256, 64 hexadecimal digits in small letters. */
    Builder sha256(String sha256);

    /** Returns the archive. */
    JavaArchive build();
  }
}

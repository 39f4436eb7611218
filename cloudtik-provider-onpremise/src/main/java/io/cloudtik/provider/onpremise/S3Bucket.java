/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.onpremise;

import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.spec.Names;
import io.cloudtik.spec.SpecRules;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A bucket of S3, or of a service that speaks its protocol, in which hosts have their store. It
 * must exist; it is never made and never deleted. Holds no secret, only the name of a file. {@code
 * with...} methods return a changed copy. Immutable.
 *
 * <pre>{@code
 * S3Bucket.of("cloudtik")
 *     .withEndpoint(URI.create("https://minio.acme.com:9000"))
 *     .withCredentialsFile(Path.of("/home/ann/.cloudtik-s3"))
 * }</pre>
 */
public final class S3Bucket {
  private static final String PATH = "provider.store.";
  private static final String DEFAULT_REGION = "us-east-1";
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern REGION = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final Pattern PREFIX =
      Pattern.compile("|(?=.{1,200}$)([A-Za-z0-9_-][A-Za-z0-9._-]*/)+");

  private final String name;
  private final @Nullable URI endpoint;
  private final String region;
  private final String prefix;
  private final @Nullable Path credentialsFile;

  private S3Bucket(
      String name,
      @Nullable URI endpoint,
      String region,
      String prefix,
      @Nullable Path credentialsFile) {
    this.name = name;
    this.endpoint = endpoint;
    this.region = region;
    this.prefix = prefix;
    this.credentialsFile = credentialsFile;
  }

  /**
   * Returns the bucket of that name, at AWS in {@code us-east-1} until something else is said.
   *
   * @throws InvalidSpecException if it is no name of a bucket: 3 to 63 small letters, digits, dots
   *     and hyphens
   */
  public static S3Bucket of(String name) {
    require(
        NAME,
        Objects.requireNonNull(name, "name"),
        "bucket",
        "3 to 63 small letters, digits, dots and hyphens");
    return new S3Bucket(name, null, DEFAULT_REGION, "", null);
  }

  private static void require(Pattern rule, String text, String what, String expected) {
    if (!rule.matcher(text).matches()) {
      throw InvalidSpecException.of(
          "%s%s: expected %s, got %s".formatted(PATH, what, expected, Names.quoted(text)));
    }
  }

  /**
   * Returns it at a service other than AWS, such as MinIO or Ceph, whose buckets are named by the
   * path. Clients and heads must reach it under this one address.
   *
   * @param endpoint such as {@code https://minio.acme.com:9000}; default AWS, by the region
   * @throws InvalidSpecException if it has more than scheme, host and port
   */
  public S3Bucket withEndpoint(URI endpoint) {
    Objects.requireNonNull(endpoint, "endpoint");
    String scheme = String.valueOf(endpoint.getScheme());
    // What is wrong is not shown whole: some write a password before the host.
    if (!scheme.matches("https?")
        || endpoint.getHost() == null
        || endpoint.getRawUserInfo() != null
        || !String.valueOf(endpoint.getRawPath()).matches("/?")
        || endpoint.getRawQuery() != null
        || endpoint.getRawFragment() != null) {
      throw InvalidSpecException.of(
          "%sendpoint: expected http:// or https:// with host and port and nothing else, got scheme %s and host %s with more or less"
              .formatted(
                  PATH, Names.quoted(scheme), Names.quoted(String.valueOf(endpoint.getHost()))));
    }
    URI bare = URI.create(scheme + "://" + endpoint.getRawAuthority());
    return new S3Bucket(name, bare, region, prefix, credentialsFile);
  }

  /**
   * Returns it in a region, by which requests are signed; many services other than AWS take any.
   *
   * @throws InvalidSpecException if it is no name of a region
   */
  public S3Bucket withRegion(String region) {
    require(
        REGION,
        Objects.requireNonNull(region, "region"),
        "region",
        "1 to 64 letters, digits and hyphens");
    return new S3Bucket(name, endpoint, region, prefix, credentialsFile);
  }

  /**
   * Returns a part of it: all keys begin with that prefix, and nothing beside is looked at. Two
   * prefixes know nothing of each other's hosts.
   *
   * @param prefix such as {@code teams/etl}; default none
   * @throws InvalidSpecException if it has other characters than letters, digits, {@code . _ - /},
   *     or a name in it that begins with a dot
   */
  public S3Bucket withPrefix(String prefix) {
    Objects.requireNonNull(prefix, "prefix");
    String whole = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
    require(
        PREFIX,
        whole,
        "prefix",
        "names of letters, digits and . _ - joined by slashes, at most 200 characters and none that begins with a dot");
    return new S3Bucket(name, endpoint, region, whole, credentialsFile);
  }

  /**
   * Returns it with the file that has the credentials, as the AWS command line writes it: {@code
   * aws_access_key_id}, {@code aws_secret_access_key} and, if there is one, {@code
   * aws_session_token}, without a section or in {@code [default]}; other sections are left alone.
   * Only its owner may be able to read it. Clients read it whenever they call; heads get what it
   * has when they are set up, see the page on hosts. Needed.
   *
   * @param file on each client; relative to its working directory
   * @throws InvalidSpecException if the path has control characters
   */
  public S3Bucket withCredentialsFile(Path file) {
    Path absolute = Objects.requireNonNull(file, "file").toAbsolutePath().normalize();
    List<String> problems =
        SpecRules.line(PATH + "credentialsFile", absolute.toString(), OnPremise.LONGEST_PATH);
    if (!problems.isEmpty()) {
      throw InvalidSpecException.of(problems);
    }
    return new S3Bucket(name, endpoint, region, prefix, absolute);
  }

  /** Returns the name. */
  public String name() {
    return name;
  }

  /** Returns the address of the service; empty for AWS. */
  public Optional<URI> endpoint() {
    return Optional.ofNullable(endpoint);
  }

  /** Returns the region. */
  public String region() {
    return region;
  }

  /** Returns what all keys begin with: empty, or ending with a slash. */
  public String prefix() {
    return prefix;
  }

  /** Returns the absolute file with the credentials. */
  public Optional<Path> credentialsFile() {
    return Optional.ofNullable(credentialsFile);
  }

  /** Returns what is missing, as <i>path: expectation, got value</i>. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (credentialsFile == null) {
      problems.add(
          PATH
              + "credentialsFile: expected the file with the credentials of the bucket, got none; name it with S3Bucket.withCredentialsFile");
    }
    return problems;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof S3Bucket that
        && name.equals(that.name)
        && Objects.equals(endpoint, that.endpoint)
        && region.equals(that.region)
        && prefix.equals(that.prefix)
        && Objects.equals(credentialsFile, that.credentialsFile);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, endpoint, region, prefix, credentialsFile);
  }

  /** Returns its address for people. */
  @Override
  public String toString() {
    return "s3://%s/%s at %s"
        .formatted(name, prefix, endpoint == null ? "AWS in " + region : endpoint);
  }
}

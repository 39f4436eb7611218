/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.onpremise;

import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.spec.Names;
import io.cloudtik.spec.ProviderConfig;
import io.cloudtik.spec.SpecRules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Machines that exist, reached by SSH. A cluster leases the hosts that it uses and gives them back
 * when it ends; no two clusters have the same host, also not of two workspaces in the same store.
 * Immutable.
 *
 * <p>The store is a directory that every client and every host reaches under the same path, as one
 * and the same user, for example by NFS; or an {@link S3Bucket}, for which {@code
 * cloudtik-provider-onpremise-s3} is needed besides. It must exist, and others must not be able to
 * write to it:
 *
 * <pre>{@code
 * <store>/hosts/                  who has which host, for all workspaces
 * <store>/workspaces/<name>/      documents, objects that heads trust, objects of users and jobs
 * }</pre>
 *
 * <p>Hosts can be lines of a file, each with settings as {@code name=value}; a value with blanks
 * stands in double quotes, and a word that begins with {@code #} begins a comment:
 *
 * <pre>{@code
 * name=gate gateway=true address=gate.acme.com user=ann
 * name=h1 address=10.0.0.5 user=ubuntu identityFile=~/.ssh/id_ed25519 via=gate cpus=8 memory=32GiB
 * name=h2 address=10.0.0.6 hostKey="ssh-ed25519 AAAAC3Nza..." cpus=8 memory=32GiB label=rack=b
 * }</pre>
 */
public final class OnPremise implements ProviderConfig {
  static final String NAME = "onpremise";

  /** What only hosts whose store is a bucket need. */
  static final String S3_BUNDLE = "provider-onpremise-s3";

  static final int LONGEST_PATH = 4_096;

  private final @Nullable Path directory;
  private final @Nullable S3Bucket bucket;
  private final List<Host> hosts;

  /** Makes one with a directory or a bucket. */
  private OnPremise(@Nullable Path directory, @Nullable S3Bucket bucket, List<Host> hosts) {
    this.directory = directory == null ? null : directory.toAbsolutePath().normalize();
    this.bucket = bucket;
    this.hosts = List.copyOf(Objects.requireNonNull(hosts, "hosts"));
    List<String> problems = new ArrayList<>();
    if (this.directory != null) {
      problems.addAll(SpecRules.line("provider.store", this.directory.toString(), LONGEST_PATH));
    }
    if (bucket != null) {
      problems.addAll(bucket.problems());
    }
    if (hosts.isEmpty()) {
      problems.add("hosts: expected at least one, got none");
    }
    Set<String> names = new HashSet<>();
    Set<String> places = new HashSet<>();
    for (Host host : this.hosts) {
      if (!names.add(host.name())) {
        problems.add("hosts: expected each name once, got %s again".formatted(quoted(host.name())));
      } else if (!places.add(host.place())) {
        problems.add(
            "hosts: expected each address and port once, got %s again, of %s"
                .formatted(quoted(host.place()), quoted(host.name())));
      }
    }
    if (!problems.isEmpty()) {
      throw InvalidSpecException.of(problems);
    }
  }

  private static String quoted(String text) {
    return Names.quoted(text);
  }

  /**
   * Returns these hosts.
   *
   * @param store the directory of the workspaces, which all clients and hosts reach
   * @throws InvalidSpecException if there is no host, or two have one name or one address and port
   */
  public static OnPremise hosts(Path store, List<Host> hosts) {
    return new OnPremise(Objects.requireNonNull(store, "store"), null, hosts);
  }

  /**
   * Returns these hosts, whose store is a bucket.
   *
   * @param store the bucket, which all clients and hosts that may be heads reach
   * @throws InvalidSpecException if there is no host, two have one name or one address and port, or
   *     the bucket has no file with credentials
   */
  public static OnPremise hosts(S3Bucket store, List<Host> hosts) {
    return new OnPremise(null, Objects.requireNonNull(store, "store"), hosts);
  }

  /**
   * Returns the hosts of a file.
   *
   * @param store the directory of the workspaces, which all clients and hosts reach
   * @param file with a line for each host; {@code ~/} is the user's home, other paths are relative
   *     to the file's directory
   * @throws InvalidSpecException if a line is wrong; it names file and line
   * @throws io.cloudtik.error.CloudTikException with {@code FILE_MISSING} if it cannot be read
   */
  public static OnPremise file(Path store, Path file) {
    Objects.requireNonNull(store, "store");
    return hosts(store, HostLines.read(Objects.requireNonNull(file, "file")));
  }

  /**
   * Returns the hosts of a file, whose store is a bucket.
   *
   * @param store the bucket, which all clients and hosts that may be heads reach
   * @param file as for {@link #file(Path, Path)}
   * @throws InvalidSpecException if a line is wrong; it names file and line
   * @throws io.cloudtik.error.CloudTikException with {@code FILE_MISSING} if it cannot be read
   */
  public static OnPremise file(S3Bucket store, Path file) {
    Objects.requireNonNull(store, "store");
    return hosts(store, HostLines.read(Objects.requireNonNull(file, "file")));
  }

  /** Returns the absolute directory of the workspaces; empty if they are in a bucket. */
  public Optional<Path> directory() {
    return Optional.ofNullable(directory);
  }

  /** Returns the bucket of the workspaces; empty if they are in a directory. */
  public Optional<S3Bucket> bucket() {
    return Optional.ofNullable(bucket);
  }

  /** Returns the hosts. */
  public List<Host> hosts() {
    return hosts;
  }

  @Override
  public String provider() {
    return NAME;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OnPremise that
        && Objects.equals(directory, that.directory)
        && Objects.equals(bucket, that.bucket)
        && hosts.equals(that.hosts);
  }

  @Override
  public int hashCode() {
    return Objects.hash(directory, bucket, hosts);
  }

  @Override
  public String toString() {
    return "OnPremise{store=%s, hosts=%s}"
        .formatted(directory == null ? bucket : directory, hosts.stream().map(Host::name).toList());
  }
}

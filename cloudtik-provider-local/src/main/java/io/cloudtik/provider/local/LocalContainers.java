/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.spec.Names;
import io.cloudtik.spec.ProviderConfig;
import io.cloudtik.spec.SpecRules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The Docker engine of this computer as a cloud: each machine is a container that runs sshd, with
 * an address of its own on a network of the workspace. Needs Linux and the right to use Docker,
 * which is that of {@code DOCKER_HOST} if it names a socket, else {@code /var/run/docker.sock}.
 * Immutable.
 *
 * <p>The head has 2 CPUs and 2 GiB unless the spec says otherwise, and so has each worker; these
 * are limits. The workspace's documents and objects lie below {@code <home>/containers/<workspace>}
 * and are mounted into machines at the same path: data into all, the rest into the head only. The
 * head may also use the Docker engine, to launch workers, so that <b>who is root on the head of a
 * cluster can become root on this computer</b>.
 */
public final class LocalContainers implements ProviderConfig {
  static final String BASE = "debian:bookworm-slim";
  private static final int LONGEST = 255;

  private final Path home;
  private final @Nullable String image;
  private final String base;
  private final boolean internal;
  private final boolean pulled;

  private LocalContainers(
      Path home, @Nullable String image, String base, boolean internal, boolean pulled) {
    this.home = home.toAbsolutePath().normalize();
    this.image = image;
    this.base = base;
    this.internal = internal;
    this.pulled = pulled;
  }

  static LocalContainers below(Path home) {
    return new LocalContainers(home, null, BASE, false, false);
  }

  /**
   * Returns a copy with another home. Workspaces of different homes know nothing of each other. It
   * is made when it is missing; others must not be able to write to it.
   */
  public LocalContainers at(Path newHome) {
    return new LocalContainers(newHome, image, base, internal, pulled);
  }

  /**
   * Returns a copy whose machines have an image of yours; it is fetched if Docker does not have it.
   * It needs {@code /bin/sh}, coreutils, tar and OpenSSH's sshd. By default an image is built for
   * the workspace, see {@link #base}.
   */
  public LocalContainers image(String name) {
    return new LocalContainers(home, named("image", name), base, internal, pulled);
  }

  /**
   * Returns a copy that builds its image from another one of Debian or Ubuntu; default {@code
   * debian:bookworm-slim}. Without a use if {@link #image} is given.
   */
  public LocalContainers base(String name) {
    return new LocalContainers(home, image, named("base", name), internal, pulled);
  }

  /**
   * Returns a copy whose machines reach each other and this computer and nothing else. By default
   * they reach what this computer reaches.
   */
  public LocalContainers internal() {
    return new LocalContainers(home, image, base, true, pulled);
  }

  /**
   * Returns a copy whose machines set themselves up when they boot, as those of clouds do: each
   * runs a script that fetches what it needs, and nobody logs in for that. By default the client
   * logs in to the head, and the head to workers.
   */
  public LocalContainers pulled() {
    return new LocalContainers(home, image, base, internal, true);
  }

  /** Returns the absolute directory below which documents and objects lie. */
  public Path home() {
    return home;
  }

  /** Returns the image of the machines; empty if it is built. */
  public Optional<String> image() {
    return Optional.ofNullable(image);
  }

  /** Returns the image that the image of the machines is built from. */
  public String base() {
    return base;
  }

  /** Says whether {@link #internal()} was asked for; default false. */
  public boolean isInternal() {
    return internal;
  }

  /** Says whether {@link #pulled()} was asked for; default false. */
  public boolean isPulled() {
    return pulled;
  }

  @Override
  public String provider() {
    return Local.NAME;
  }

  private static String named(String what, String name) {
    List<String> problems = new ArrayList<>(SpecRules.line("provider." + what, name, LONGEST));
    if (problems.isEmpty() && !name.matches("[a-zA-Z0-9][a-zA-Z0-9./:@_-]*")) {
      problems.add(
          "provider.%s: expected the name of an image such as debian:bookworm-slim, got %s"
              .formatted(what, Names.quoted(name)));
    }
    if (!problems.isEmpty()) {
      throw InvalidSpecException.of(problems);
    }
    return name;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LocalContainers that
        && home.equals(that.home)
        && Objects.equals(image, that.image)
        && base.equals(that.base)
        && internal == that.internal
        && pulled == that.pulled;
  }

  @Override
  public int hashCode() {
    return Objects.hash(home, image, base, internal, pulled);
  }

  @Override
  public String toString() {
    return "LocalContainers{home=%s, image=%s%s%s}"
        .formatted(
            home,
            image == null ? "built from " + base : image,
            internal ? ", internal" : "",
            pulled ? ", pulled" : "");
  }
}

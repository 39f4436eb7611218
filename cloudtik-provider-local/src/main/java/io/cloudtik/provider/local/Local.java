/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import io.cloudtik.spec.ProviderConfig;
import java.nio.file.Path;
import java.util.Objects;

/**
 * This computer as a cloud: each node is a tree of processes with a directory and, on Linux, a
 * loopback address of its own. Needs no root, no containers and no ssh. Immutable.
 *
 * <p>The head has 2 CPUs and 2 GiB unless the spec says otherwise, and so has each worker. These
 * are declarations by which runtimes size themselves, not limits; more than the computer has is
 * allowed and said in a notice.
 *
 * <p>Everything lies below the home, open to its owner only:
 *
 * <pre>{@code
 * <home>/local/<workspace>/
 *   workspace.properties         format of this directory
 *   store/                       documents of the workspace
 *   control/                     objects that heads trust, such as bundles
 *   data/                        objects of users and jobs, such as event logs
 *   nodes/<cluster uid>/<slot>/  the disk of a machine; gone when the machine is terminated
 *   nodes/<cluster uid>/<slot>.machine   what is known of the machine
 *   logs/<cluster uid>/<slot>/   logs of terminated machines: files of logs/, the output of services
 *                                and jobs; of each file the last 4 MiB, of each machine 64 MiB, and
 *                                the 50 newest clusters. A second machine of one slot has -2 added.
 * }</pre>
 *
 * <p>Deleting the workspace deletes its directory with all of this.
 */
public final class Local implements ProviderConfig {
  static final String NAME = "local";

  private final Path home;
  private final boolean cloudLike;

  private Local(Path home, boolean cloudLike) {
    this.home = home.toAbsolutePath().normalize();
    this.cloudLike = cloudLike;
  }

  /**
   * Returns this computer, with the home of the system property {@code cloudtik.home}, else of the
   * environment variable {@code CLOUDTIK_HOME}, else {@code ~/.cloudtik}.
   */
  public static Local here() {
    String property = System.getProperty("cloudtik.home", "");
    String variable = Objects.requireNonNullElse(System.getenv("CLOUDTIK_HOME"), "");
    if (!property.isBlank()) {
      return new Local(Path.of(property), false);
    }
    return variable.isBlank()
        ? new Local(Path.of(System.getProperty("user.home"), ".cloudtik"), false)
        : new Local(Path.of(variable), false);
  }

  /**
   * Returns the Docker engine of this computer, with the home that {@link #here()} has: machines
   * are containers that are reached by SSH.
   */
  public static LocalContainers containers() {
    return LocalContainers.below(here().home());
  }

  /**
   * Returns a copy with another home. Workspaces of different homes know nothing of each other. It
   * is made when it is missing; others must not be able to write to it.
   */
  public Local at(Path newHome) {
    return new Local(newHome, cloudLike);
  }

  /**
   * Returns a copy that is as inconvenient as a cloud, for tests: a terminated machine loses its
   * disk with its logs, machines show up in listings and vanish from them 1.5 seconds late, and no
   * file is shared between machines.
   */
  public Local cloudLike() {
    return new Local(home, true);
  }

  /** Returns the absolute directory below which everything lies. */
  public Path home() {
    return home;
  }

  /** Says whether {@link #cloudLike()} was asked for; default false. */
  public boolean isCloudLike() {
    return cloudLike;
  }

  @Override
  public String provider() {
    return NAME;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Local that && home.equals(that.home) && cloudLike == that.cloudLike;
  }

  @Override
  public int hashCode() {
    return Objects.hash(home, cloudLike);
  }

  @Override
  public String toString() {
    return "Local{home=" + home + (cloudLike ? ", cloudLike" : "") + "}";
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.process;

import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.impl.json.Json;
import io.cloudtik.spi.provider.JobAccount;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Who programs of jobs are where they are not the user of the node. A number is enough for most;
 * some, such as Spark, need a user who is in the machine's list of users.
 *
 * @param name in the list of users; empty for the bare number
 * @param uid the number of the user
 * @param gid the number of his group
 */
public record JobIdentity(String name, int uid, int gid) {
  /** The variable of the environment of a cluster that names the user; empty for no user. */
  public static final String VARIABLE = "CLOUDTIK_JOB_USER";

  /** The name that is looked for where nobody says another. */
  public static final String DEFAULT_NAME = "cloudtik-job";

  /** The user who is no more than a number. */
  public static final JobIdentity NUMBER = new JobIdentity("", JobAccount.ID, JobAccount.ID);

  /** Says whether the user has a name. */
  public boolean named() {
    return !name.isEmpty();
  }

  /**
   * Returns who was decided on when the node controller started first. It stays so for the life of
   * the node, whoever comes into the list of users meanwhile, or goes: files are his.
   */
  public static JobIdentity decided(NodeLayout layout) {
    return read(layout).orElse(NUMBER);
  }

  /** Returns who was decided on, or else the user of that name, or else the bare number. */
  static JobIdentity find(NodeLayout layout, String name) {
    return read(layout).orElseGet(() -> name.isEmpty() ? NUMBER : lookUp(name).orElse(NUMBER));
  }

  private static Optional<JobIdentity> read(NodeLayout layout) {
    return LocalFiles.read(layout.jobUser()).map(json -> Json.read(json, JobIdentity.class));
  }

  /** Makes this the user of jobs for the life of the node. */
  void decide(NodeLayout layout) {
    if (read(layout).isEmpty()) {
      LocalFiles.write(layout.jobUser(), Json.write(this), false);
    }
  }

  /** Asks the system, which may have its users from elsewhere than a file. Never finds root. */
  private static Optional<JobIdentity> lookUp(String name) {
    try {
      Process id =
          new ProcessBuilder("/bin/sh", "-c", "id -u -- \"$1\" && id -g -- \"$1\"", "sh", name)
              .redirectError(Redirect.DISCARD)
              .start();
      id.getOutputStream().close();
      String[] lines =
          new String(id.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .strip()
              .split("\n", -1);
      if (lines.length != 2) {
        return Optional.empty();
      }
      JobIdentity found =
          new JobIdentity(name, Integer.parseInt(lines[0]), Integer.parseInt(lines[1]));
      return Optional.of(found).filter(user -> user.uid() != 0 && user.gid() != 0);
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.process;

import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.spi.provider.JobAccount;
import io.cloudtik.spi.provider.JobRights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What jobs on a head may do in place of its machine, from whose identity they are kept: a file
 * that they can read and that is written anew long before its rights end. Not thread-safe.
 */
public final class JobRightsFile {
  private static final Duration SPARE = Duration.ofMinutes(20);
  private static final Duration AGAIN = Duration.ofSeconds(30);

  private final NodeLayout layout;
  private final CloudProvider provider;
  private @Nullable Instant expiry;
  private Instant tryAgain = Instant.MIN;

  /** Makes it; nothing is asked or written yet. */
  public JobRightsFile(NodeLayout layout, CloudProvider provider) {
    this.layout = layout;
    this.provider = provider;
  }

  /** Returns the file of a node; empty where jobs ask the machine itself, or have no rights. */
  public static Optional<Path> of(NodeLayout layout) {
    return Optional.of(file(layout)).filter(Files::exists);
  }

  private static Path file(NodeLayout layout) {
    return layout.root().resolve("job-rights");
  }

  /** Writes it if jobs of this node need it, and the rights in it end soon. */
  public void renew(Instant now) {
    Instant known = expiry;
    if (now.isBefore(tryAgain) || (known != null && now.plus(SPARE).isBefore(known))) {
      return;
    }
    tryAgain = now.plus(AGAIN);
    provider
        .jobRights()
        .ifPresent(
            rights -> {
              write(rights);
              expiry = rights.expiry();
            });
  }

  private void write(JobRights rights) {
    Path next = layout.root().resolve("job-rights.next");
    try {
      LocalFiles.write(next, rights.text(), true);
      if (JobUser.root()) {
        Files.setAttribute(next, "unix:gid", JobAccount.ID, LinkOption.NOFOLLOW_LINKS);
        Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rw-r-----"));
      }
      Files.move(
          next, file(layout), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file(layout), e);
    }
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.docker;

import io.cloudtik.spec.ContainerSpec;
import io.cloudtik.spec.DataSize;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the containers of nodes before their machines are.
 *
 * @param spec what the user asks for
 * @param shared directories of machines that nodes use besides their own
 * @param needed of {@code /dev/shm} by the runtimes
 * @param archive a file of docker save on this computer; null if images are pulled
 * @param logins of private registries; null for none
 */
public record ContainerWish(
    ContainerSpec spec,
    List<Path> shared,
    DataSize needed,
    @Nullable Path archive,
    @Nullable RegistryLogins logins) {
  /** The name of the secret with the logins, on the head for workers to come. */
  public static final String LOGINS = "registry-logins";

  /** What Docker gives by default. */
  private static final DataSize LEAST = DataSize.mib(64);

  /** Returns a copy whose node uses more directories of its machine. */
  public ContainerWish sharing(List<Path> more) {
    List<Path> all = new ArrayList<>(shared);
    all.addAll(more);
    return new ContainerWish(spec, List.copyOf(all), needed, archive, logins);
  }

  /** Returns where the archive is kept in the data area while the cluster lives. */
  public static String archivePlace(String uid) {
    return "clusters/" + uid + "/container-image";
  }

  /** Returns the size of {@code /dev/shm} in bytes. */
  long sharedMemory() {
    DataSize least = needed.compareTo(LEAST) > 0 ? needed : LEAST;
    return spec.sharedMemory().orElse(least).toBytes();
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.docker;

import io.cloudtik.spec.ContainerMount;
import io.cloudtik.spec.ContainerSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The container that a node is to be.
 *
 * @param spec what the user asks for
 * @param image of this node
 * @param labels who the node is, for people
 * @param environment of all its processes, besides the spec's
 * @param shared directories of the machine that the node uses besides its own
 * @param sharedMemory bytes of {@code /dev/shm}
 * @param gpus whether it gets those of the machine
 * @param archive a file of docker save on this computer; null if images are pulled
 * @param logins of private registries; null for none
 */
public record ContainerPlan(
    ContainerSpec spec,
    String image,
    Map<String, String> labels,
    Map<String, String> environment,
    List<Path> shared,
    long sharedMemory,
    boolean gpus,
    @Nullable Path archive,
    @Nullable RegistryLogins logins) {

  /** Returns the variables of the container. */
  List<String> variables() {
    Map<String, String> all = new java.util.TreeMap<>(environment);
    all.putAll(spec.environment());
    return all.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue()).toList();
  }

  /** Returns what the container sees of its machine. */
  List<ContainerMount> mounts(Path root) {
    List<ContainerMount> all = new java.util.ArrayList<>(List.of(ContainerMount.of(root)));
    shared.forEach(path -> all.add(ContainerMount.of(path)));
    all.addAll(spec.mounts());
    return all.stream().distinct().toList();
  }
}

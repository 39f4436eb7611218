/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.docker;

import io.cloudtik.spec.ContainerMount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The container that a node is to be.
 *
 * @param image of this node
 * @param labels who the node is, for people
 * @param environment of all its processes, besides the spec's
 * @param gpus whether it gets those of the machine
 */
public record ContainerPlan(
    ContainerWish wish,
    String image,
    Map<String, String> labels,
    Map<String, String> environment,
    boolean gpus) {

  /** Returns the variables of the container. */
  List<String> variables() {
    Map<String, String> all = new TreeMap<>(environment);
    all.putAll(wish.spec().environment());
    return all.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue()).toList();
  }

  /** Returns what the container sees of its machine. */
  List<ContainerMount> mounts(Path root) {
    List<ContainerMount> all = new ArrayList<>(List.of(ContainerMount.of(root)));
    wish.shared().forEach(path -> all.add(ContainerMount.of(path)));
    all.addAll(wish.spec().mounts());
    return all.stream().distinct().toList();
  }
}

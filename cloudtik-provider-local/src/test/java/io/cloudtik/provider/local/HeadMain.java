/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import java.nio.file.Path;

/** Uses the workspace from inside of its head, as the cluster controller does. */
final class HeadMain {
  private HeadMain() {}

  /** Prints a document and the number of machines, after launching a worker. */
  public static void main(String[] args) {
    LocalContainers config = LocalContainers.below(Path.of(args[0])).image(args[1]).internal();
    ContainerFixture fixture =
        ContainerFixture.existing(config, "machines", DockerEngine.DEFAULT_SOCKET);
    fixture.provider.launch(fixture.request("worker-1"));
    System.out.println(
        "%s, %d machines"
            .formatted(
                fixture.provider.storage().documents().read("a").orElseThrow().text(),
                fixture.provider.observe(ContainerFixture.UID).size()));
  }
}

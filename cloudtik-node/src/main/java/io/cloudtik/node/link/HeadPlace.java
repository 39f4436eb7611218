/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.link;

import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.impl.pull.HeadNotice;
import io.cloudtik.impl.pull.HeadPin;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a worker looks when the head has gone: the file {@code config/head-place.json}.
 *
 * @param notice the address of the notice; empty if no machine can read it
 * @param pin the key of the head
 */
public record HeadPlace(String notice, HeadPin pin) {
  private static final int LONGEST = 1 << 20;

  /** Returns the file on a node. */
  public static Path file(NodeLayout layout) {
    return layout.root().resolve("config/head-place.json");
  }

  /** Returns what the head says; empty if it said nothing, or it cannot be read now. */
  public Optional<HeadNotice> read() {
    if (notice.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = URI.create(notice).toURL().openStream()) {
      return HeadNotice.read(new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8), pin);
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}

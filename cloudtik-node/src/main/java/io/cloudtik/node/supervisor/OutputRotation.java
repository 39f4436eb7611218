/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.supervisor;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an output file that somebody appends to from growing for ever: it is copied to a single old
 * one and cut to nothing. Lines that are written between the two are lost.
 */
public final class OutputRotation {
  private static final Logger logger = LoggerFactory.getLogger(OutputRotation.class);
  static final long LIMIT = 32L << 20;

  private OutputRotation() {}

  /** Rotates the file if it is larger than 32 MiB. */
  public static void rotate(Path file) {
    rotate(file, LIMIT);
  }

  static void rotate(Path file, long limit) {
    try {
      if (!Files.exists(file) || Files.size(file) <= limit) {
        return;
      }
      Path old = file.resolveSibling(file.getFileName() + ".1");
      Path copy = file.resolveSibling(file.getFileName() + ".tmp");
      Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      Files.move(copy, old, StandardCopyOption.ATOMIC_MOVE);
      FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
          .close();
    } catch (IOException e) {
      logger.warn("file={} cannot be rotated: {}", file, e.toString());
    }
  }
}

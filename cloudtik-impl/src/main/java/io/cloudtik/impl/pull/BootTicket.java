/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.pull;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who a machine is to become, as its boot script tells it.
 *
 * @param head if it is to be a head, else null
 * @param worker if it is to be a worker, else null
 * @param java SHA-256 of the archive with Java that it runs with; null for one that the machine has
 *     or installs
 */
public record BootTicket(@Nullable OfHead head, @Nullable OfWorker worker, @Nullable String java) {
  /** The file, below the directory of the script, that is the archive with Java. */
  public static final String JAVA = "java.archive";

  /**
   * A head takes what it needs from the storage of the workspace, to which its machine has a right.
   *
   * @param options the config of the provider
   */
  public record OfHead(
      String workspace, String provider, Map<String, String> options, String uid) {}

  /**
   * A worker gets what it needs from the head, which knows by its address which of them it is: so
   * the tickets of all workers are the same.
   *
   * @param host of the head that launched it
   * @param pin the head's key, which the next head has, too
   * @param token shows that it was launched for this cluster
   * @param notice where the present head says where it is; empty if no machine can read that
   */
  public record OfWorker(String host, int port, HeadPin pin, String token, String notice) {
    @Override
    public String toString() {
      return "OfWorker[host=%s, port=%d, pin=%s, token=****]".formatted(host, port, pin);
    }
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.machine;

import io.cloudtik.error.ProviderException;
import io.cloudtik.spi.store.WorkspaceStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What machines need of their workspace. The workspace looks it up in the cloud when it is first
 * asked for, and may keep it until {@link #forget}. Thread-safe.
 */
public interface Places {
  /** Returns the name of the workspace. */
  String workspace();

  /**
   * Returns the zones in which machines may be, in order; a workspace may have fewer than its
   * region. Asks nobody.
   */
  List<String> zones();

  /**
   * Returns the id of the subnet for machines in a zone.
   *
   * @param head whether for the head, which may have a subnet with public addresses
   * @throws ProviderException with {@code NOT_FOUND} if there is none
   */
  String subnet(String zone, boolean head);

  /** Returns whether the machine gets a public address. Asks nobody. */
  boolean publicAddress(boolean head);

  /**
   * Returns the ids of the security groups.
   *
   * @throws ProviderException with {@code NOT_FOUND} if one is not there
   */
  List<String> securityGroups(boolean head);

  /** Returns the name of the instance profile; empty if machines have none. Asks nobody. */
  Optional<String> instanceProfile(boolean head);

  /**
   * Returns the tags that everything of the workspace carries; machines are found by all of them
   * and by that of their cluster, so no other workspace has the same. Asks nobody.
   */
  Map<String, String> tags();

  /** Returns the documents of the workspace, for what is known before a call and handed on. */
  WorkspaceStore documents();

  /** Forgets what was looked up: AWS did not know it, so it may have been made anew. */
  void forget();
}

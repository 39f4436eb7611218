/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.onpremise;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.spi.provider.ProviderContext;
import io.cloudtik.spi.provider.SshAddress;
import java.time.Clock;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** An engine that notes what it cleaned, and cannot reach some hosts. Thread-safe. */
final class NotingContext implements ProviderContext {
  final List<SshAddress> cleaned = new CopyOnWriteArrayList<>();
  final Set<String> unreachable = Collections.synchronizedSet(new HashSet<>());
  private final String workspace;
  private final Clock clock;

  NotingContext(String workspace, Clock clock) {
    this.workspace = workspace;
    this.clock = clock;
  }

  @Override
  public String workspace() {
    return workspace;
  }

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public void clean(String clusterUid, SshAddress machine) {
    assertThat(machine.directory().toString()).contains(clusterUid);
    if (unreachable.contains(machine.host())) {
      throw new CloudTikException(
          ErrorCode.MACHINE_UNREACHABLE, machine.host() + ": no route\nto it");
    }
    cleaned.add(machine);
  }
}

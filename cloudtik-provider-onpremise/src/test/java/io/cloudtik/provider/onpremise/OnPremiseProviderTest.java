/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.onpremise;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.spec.ProviderConfig;
import io.cloudtik.spi.provider.ProviderFactory;
import io.cloudtik.spi.provider.SshAddress;
import io.cloudtik.testkit.CloudProviderContractTest;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnPremiseProviderTest extends CloudProviderContractTest {
  @TempDir private Path store;
  private final List<SshAddress> cleaned = new CopyOnWriteArrayList<>();

  @Override
  protected ProviderFactory factory() {
    return new OnPremiseFactory();
  }

  @Override
  protected ProviderConfig config() {
    return OnPremise.hosts(store, SomeHosts.of(6));
  }

  @Override
  protected void clean(String uid, SshAddress machine) {
    cleaned.add(machine);
  }

  @Test
  void aHostIsGivenBackWhenItsNodeWasEnded() {
    launch("etl-1a2b", List.of("head"));
    SshAddress head = (SshAddress) provider().observe("etl-1a2b").get(0).address().orElseThrow();

    provider().terminate("etl-1a2b", Set.of("head"));

    assertThat(cleaned).containsExactly(head);
    assertThat(head.directory()).isEqualTo(Path.of("/var/lib/cloudtik/contract/etl-1a2b/head"));
  }
}

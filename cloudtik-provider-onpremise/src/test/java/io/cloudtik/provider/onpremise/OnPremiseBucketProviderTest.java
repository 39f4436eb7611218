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
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts whose store is a bucket keep the contract of providers, too. */
class OnPremiseBucketProviderTest extends CloudProviderContractTest {
  private static @Nullable EmulatedBucket service;
  private static @Nullable S3Bucket bucket;

  private final String prefix = "of/" + UUID.randomUUID();

  @BeforeAll
  static void start(@TempDir Path directory) {
    service = new EmulatedBucket(directory);
    bucket = service.bucket();
  }

  @AfterAll
  static void stop() {
    if (service != null) {
      service.close();
    }
  }

  @Override
  protected ProviderFactory factory() {
    return new OnPremiseFactory();
  }

  @Override
  protected ProviderConfig config() {
    if (bucket == null) {
      throw new IllegalStateException("not started");
    }
    return OnPremise.hosts(bucket.withPrefix(prefix), SomeHosts.of(6));
  }

  @Override
  protected void clean(String uid, SshAddress machine) {
    assertThat(machine.directory().toString()).contains(uid);
  }

  @Test
  void theStoreAddsABundleAndNoDirectory() {
    assertThat(factory().bundles(config()))
        .containsExactly("provider-onpremise", "provider-onpremise-s3");
    assertThat(factory().bundles(OnPremise.hosts(Path.of("/a"), SomeHosts.of(1))))
        .containsExactly("provider-onpremise");
    assertThat(provider().sharedDirectories()).isEmpty();
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.onpremise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.error.ProviderException;
import io.cloudtik.spi.provider.CallLog;
import io.cloudtik.spi.store.WorkspaceStore;
import io.cloudtik.store.s3.S3Storage;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has which host, whatever goes wrong on the way, with leases in a bucket. */
class BucketLeasesFaultTest extends HostLeasesFaultTest {
  private static @Nullable EmulatedBucket service;

  private final String prefix = UUID.randomUUID() + "/";

  @BeforeAll
  static void start(@TempDir Path directory) {
    service = new EmulatedBucket(directory);
  }

  @AfterAll
  static void stop() {
    if (service != null) {
      service.close();
    }
  }

  private static EmulatedBucket service() {
    if (service == null) {
      throw new IllegalStateException("not started");
    }
    return service;
  }

  @Override
  WorkspaceStore store() {
    S3Bucket bucket = service().bucket();
    BucketCalls calls = new BucketCalls(new NoLog(), new BucketErrors(bucket, "the test"));
    return S3Storage.in(service().s3(), bucket::name, prefix, calls, clock()).documents();
  }

  /** The client of S3 asks again by itself, and must find what it wrote. */
  @Test
  void aLeaseWhoseReplyIsLostOnTheWireIsTakenOnce() {
    service().cloud().faults().on("PutObject").nth(1).loseReply();

    client(SomeHosts.of(3)).take(request(UID, "head"));

    assertThat(hosts(client(SomeHosts.of(3)).of(UID))).containsExactly("h1");
  }

  @Test
  void aLeaseThatNeverArrivedIsMadeByTheNext() {
    service().cloud().faults().on("PutObject").loseRequest();
    HostLeases cut = client(SomeHosts.of(3));
    assertThatThrownBy(() -> cut.take(request(UID, "head")))
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("did not answer");
    service().cloud().faults().clear();
    assertThat(client(SomeHosts.of(3)).of(UID)).isEmpty();

    client(SomeHosts.of(3)).take(request(UID, "head"));

    assertThat(hosts(client(SomeHosts.of(3)).of(UID))).containsExactly("h1");
  }

  private static final class NoLog implements CallLog {
    @Override
    public <T> T call(String name, String target, Supplier<T> call) {
      return call.get();
    }
  }
}

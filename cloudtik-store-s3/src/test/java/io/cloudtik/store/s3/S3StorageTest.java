/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.spi.store.WriteCondition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A storage as a whole: that it is there, that it may be, and that it goes. */
class S3StorageTest {
  private final TestBucket bucket = new TestBucket();
  private final S3Storage storage = bucket.storage(Clock.systemUTC());

  @Test
  void allOfItGoesAndNothingBeside(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "content");
    bucket.client.putObject(
        b -> b.bucket(bucket.name).key("some/place-beside"), RequestBody.fromString("x"));
    assertThat(storage.isMarked()).isFalse();
    storage.mark();
    storage.documents().write("a/b", "text", WriteCondition.ifAbsent(), null);
    storage.control().put("c", file);
    storage.data().put("d/e", file);
    bucket.client.createMultipartUpload(b -> b.bucket(bucket.name).key("some/place/data/large"));
    assertThat(storage.isMarked()).isTrue();

    storage.deleteAll();
    storage.deleteAll();

    assertThat(storage.isMarked()).isFalse();
    assertThat(bucket.client.listObjectsV2(b -> b.bucket(bucket.name)).contents())
        .extracting(S3Object::key)
        .containsExactly("some/place-beside");
    assertThat(bucket.client.listMultipartUploads(b -> b.bucket(bucket.name)).uploads()).isEmpty();
  }

  @Test
  void aTrialOfConditionsLeavesNothing() {
    assertThat(storage.unmetCondition()).isEmpty();
    assertThat(bucket.client.listObjectsV2(b -> b.bucket(bucket.name)).contents()).isEmpty();
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.spi.store.ObjectArea;
import io.cloudtik.testkit.FakeClock;
import io.cloudtik.testkit.ObjectAreaContractTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3ObjectsTest extends ObjectAreaContractTest {
  private static final int LEAST_PART = 5 * 1024 * 1024;

  private final TestBucket bucket = new TestBucket();
  @TempDir private Path files;

  @Override
  protected ObjectArea open() {
    return bucket.storage(FakeClock.standing()).control();
  }

  private Uploads inSmallParts() {
    return new Uploads(
        new S3Place(
            bucket.client, () -> bucket.name, "some/place/control/", bucket, FakeClock.standing()),
        LEAST_PART,
        LEAST_PART);
  }

  private Path large() throws IOException {
    byte[] bytes = new byte[2 * LEAST_PART + 17];
    new Random(1).nextBytes(bytes);
    return Files.write(files.resolve("large"), bytes);
  }

  @Test
  void aLargeFileGoesInPartsAndComesBackWhole() throws IOException {
    Path large = large();

    inSmallParts().put("some/place/control/large", large);

    open().fetch("large", files.resolve("back"));
    assertThat(files.resolve("back")).hasSameBinaryContentAs(large);
    assertThat(bucket.calls).filteredOn("UploadPart"::equals).hasSize(3);
  }

  @Test
  void aLargeFileThatFailsOnTheWayIsNoObjectAndLeavesNoParts() throws IOException {
    Path large = large();
    S3Calls failing =
        new S3Calls() {
          @Override
          public <T> T call(String name, String target, java.util.function.Supplier<T> call) {
            if (name.equals("CompleteMultipartUpload")) {
              throw new IllegalStateException("the client died");
            }
            return call.get();
          }
        };
    Uploads uploads =
        new Uploads(
            new S3Place(bucket.client, () -> bucket.name, "", failing, FakeClock.standing()),
            LEAST_PART,
            LEAST_PART);

    assertThatThrownBy(() -> uploads.put("some/place/control/large", large))
        .hasMessageContaining("died");

    assertThat(open().has("large")).isFalse();
    assertThat(bucket.client.listMultipartUploads(b -> b.bucket(bucket.name)).uploads()).isEmpty();
  }

  @Test
  void frameworksFindThingsByAddressesOfS3a() {
    assertThat(open().uri("a b/ü"))
        .hasToString("s3a://" + bucket.name + "/some/place/control/a%20b/ü");
    assertThat(bucket.storage(FakeClock.standing()).data().uri("").toString())
        .isEqualTo("s3a://" + bucket.name + "/some/place/data/");
  }

  @Test
  void whereMachinesCanReadIsSaidByWhoeverKnows() {
    assertThat(open().readableAt("bundles/a.jar", Duration.ofHours(1))).isEmpty();
    S3Storage told =
        bucket
            .storage(FakeClock.standing())
            .readableAt((key, validity) -> Optional.of(URI.create("https://example.com/" + key)));

    assertThat(told.control().readableAt("bundles/a.jar", Duration.ofHours(1)))
        .contains(URI.create("https://example.com/some/place/control/bundles/a.jar"));
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.error.StateConflictException;
import io.cloudtik.spi.store.StoredDocument;
import io.cloudtik.spi.store.WorkspaceStore;
import io.cloudtik.spi.store.WriteCondition;
import io.cloudtik.testkit.FakeClock;
import io.cloudtik.testkit.WorkspaceStoreContractTest;
import io.cloudtik.testkit.aws.EmulatedAws;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Documents on the emulated S3, which deletes by condition as S3 does: nothing is left of them. */
class ConditionalDeletionTest extends WorkspaceStoreContractTest {
  private static SimulatedCloud cloud;
  private static EmulatedAws aws;
  private static S3Client client;

  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final String bucket = "b-" + UUID.randomUUID();

  @BeforeAll
  static void start() {
    cloud = SimulatedCloud.of(1);
    aws = EmulatedAws.on(cloud).inRegion("us-east-1").atSpeed(0).start();
    client =
        S3Client.builder()
            .endpointOverride(aws.endpoint())
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(aws.accessKeyId(), aws.secretAccessKey())))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  @AfterAll
  static void stop() {
    client.close();
    aws.close();
    cloud.close();
  }

  ConditionalDeletionTest() {
    client.createBucket(b -> b.bucket(bucket));
  }

  @Override
  protected WorkspaceStore open(Clock clock) {
    S3Calls counted =
        new S3Calls() {
          @Override
          public <T> T call(String name, String target, Supplier<T> call) {
            calls.add(name);
            return call.get();
          }
        };
    return S3Storage.in(client, () -> bucket, "", counted, clock).deletingByCondition().documents();
  }

  @Override
  protected int increments() {
    return 10;
  }

  private List<S3Object> objects() {
    return client.listObjectsV2(b -> b.bucket(bucket)).contents();
  }

  @Test
  void whatIsDeletedByConditionLeavesNoObject() {
    WorkspaceStore store = open(FakeClock.standing());
    StoredDocument written = store.write("a", "1", WriteCondition.ifAbsent(), null);
    calls.clear();

    store.delete("a", WriteCondition.ifVersion(written.version()));

    assertThat(calls).containsExactly("DeleteObject");
    assertThat(objects()).isEmpty();
    store.write("a", "2", WriteCondition.ifAbsent(), null);
  }

  @Test
  void whatAnotherWroteMeanwhileIsNotDeleted() {
    WorkspaceStore store = open(FakeClock.standing());
    StoredDocument first = store.write("a", "1", WriteCondition.ifAbsent(), null);
    store.write("a", "2", WriteCondition.ifVersion(first.version()), null);

    assertThatThrownBy(() -> store.delete("a", WriteCondition.ifVersion(first.version())))
        .isInstanceOf(StateConflictException.class);

    assertThat(store.read("a").orElseThrow().text()).isEqualTo("2");
  }

  @Test
  void whatIsGoneAlreadyIsAConflictAndNothingIsMadeOfIt() {
    WorkspaceStore store = open(FakeClock.standing());
    StoredDocument first = store.write("a", "1", WriteCondition.ifAbsent(), null);
    store.delete("a", WriteCondition.always());

    assertThatThrownBy(() -> store.delete("a", WriteCondition.ifVersion(first.version())))
        .isInstanceOf(StateConflictException.class);

    assertThat(objects()).isEmpty();
  }
}

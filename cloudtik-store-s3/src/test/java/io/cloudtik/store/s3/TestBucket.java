/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.store.s3;

import io.cloudtik.error.FailureKind;
import io.cloudtik.error.ProviderException;
import io.cloudtik.error.ProviderFailure;
import io.cloudtik.testkit.moto.MotoServer;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A bucket on moto, one server for all tests of the JVM. */
final class TestBucket implements S3Calls {
  private static @Nullable MotoServer server;

  final List<String> calls = new CopyOnWriteArrayList<>();
  final S3Client client;
  final String name = "b-" + UUID.randomUUID();

  TestBucket() {
    client = client(address());
    client.createBucket(b -> b.bucket(name));
  }

  private static synchronized URI address() {
    MotoServer running = server;
    if (running == null) {
      running = MotoServer.start();
      server = running;
      Runtime.getRuntime().addShutdownHook(new Thread(running::close));
    }
    return running.address();
  }

  static S3Client client(URI endpoint) {
    return S3Client.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIATEST", "secret")))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  S3Storage storage(Clock clock) {
    return S3Storage.in(client, () -> name, "some/place/", this, clock);
  }

  @Override
  public <T> T call(String call, String target, Supplier<T> body) {
    calls.add(call);
    try {
      return body.get();
    } catch (SdkException e) {
      throw new ProviderException(
          "s3",
          ProviderFailure.builder()
              .kind(FailureKind.UNAVAILABLE)
              .message(call + " of " + target + ": " + e.getMessage())
              .build(),
          e);
    }
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.onpremise;

import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * The client of S3 for one bucket. Reads no settings of the user's for AWS, and asks other services
 * for nothing that only AWS has: buckets are named by the path, and what must have a digest has
 * that of MD5. Thread-safe.
 */
final class BucketClient implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(60);

  private final S3Bucket bucket;
  private final AwsCredentialsProvider credentials;
  private final SdkHttpClient http =
      UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ANSWER).build();
  private final S3Client s3;

  /**
   * Makes a client; it calls nobody.
   *
   * @param keys is asked for each call
   */
  BucketClient(S3Bucket bucket, Supplier<S3Keys> keys) {
    this.bucket = bucket;
    this.credentials = () -> credentials(keys.get());
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(bucket.region()))
            .credentialsProvider(credentials)
            .httpClient(http)
            .forcePathStyle(elsewhere())
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .overrideConfiguration(change -> change.defaultProfileFile(noSettings()));
    if (elsewhere()) {
      builder.addPlugin(LegacyMd5Plugin.create());
    }
    bucket.endpoint().ifPresent(builder::endpointOverride);
    this.s3 = builder.build();
  }

  private boolean elsewhere() {
    return bucket.endpoint().isPresent();
  }

  private static ProfileFile noSettings() {
    return ProfileFile.aggregator().build();
  }

  private static AwsCredentials credentials(S3Keys keys) {
    @Nullable String token = keys.token();
    return token == null
        ? AwsBasicCredentials.create(keys.id(), keys.secret())
        : AwsSessionCredentials.create(keys.id(), keys.secret(), token);
  }

  S3Client s3() {
    return s3;
  }

  /** Returns an address that has the right to read one object for that long. */
  URI readableAt(String key, Duration validity) {
    S3Presigner.Builder builder =
        S3Presigner.builder()
            .region(Region.of(bucket.region()))
            .credentialsProvider(credentials)
            .serviceConfiguration(
                S3Configuration.builder().pathStyleAccessEnabled(elsewhere()).build());
    bucket.endpoint().ifPresent(builder::endpointOverride);
    try (S3Presigner signer = builder.build()) {
      return URI.create(
          signer
              .presignGetObject(
                  b ->
                      b.signatureDuration(validity)
                          .getObjectRequest(g -> g.bucket(bucket.name()).key(key)))
              .url()
              .toExternalForm());
    }
  }

  @Override
  public void close() {
    s3.close();
    http.close();
  }
}

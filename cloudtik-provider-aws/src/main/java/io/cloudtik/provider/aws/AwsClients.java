/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.pricing.PricingClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The clients of the SDK for one region and one caller, each made when it is first asked for: a
 * head has only those of EC2, S3 and STS on its class path. Thread-safe.
 */
public final class AwsClients implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(60);

  private final Aws config;
  private final AwsCredentialsProvider credentials;
  private final SdkHttpClient http =
      UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ANSWER).build();
  private final Lazy<Ec2Client> ec2 = new Lazy<>(() -> prepared(Ec2Client.builder()).build());
  private final Lazy<Ec2Client> ec2Once =
      new Lazy<>(
          () ->
              prepared(Ec2Client.builder())
                  .overrideConfiguration(
                      change -> change.retryStrategy(AwsRetryStrategy.doNotRetry()))
                  .build());
  private final Lazy<S3Client> s3 =
      new Lazy<>(
          () ->
              prepared(S3Client.builder())
                  .forcePathStyle(config().endpoint().isPresent())
                  .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                  .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                  .build());
  private final Lazy<StsClient> sts = new Lazy<>(() -> prepared(StsClient.builder()).build());
  private final Lazy<ClientSide> clientSide = new Lazy<>(ClientSide::new);

  AwsClients(Aws config, AwsCredentialsProvider credentials) {
    this.config = config;
    this.credentials = credentials;
  }

  /** Returns what the clients are made for. */
  public Aws config() {
    return config;
  }

  /** Returns the client of EC2. */
  public Ec2Client ec2() {
    return ec2.value();
  }

  /**
   * Returns a client of EC2 that never repeats by itself: for calls that make something and have no
   * token, where a repetition whose first answer was lost makes a second one.
   */
  public Ec2Client ec2Once() {
    return ec2Once.value();
  }

  /** Returns whose calls these are, for those that sign by themselves. */
  public AwsCredentialsProvider credentials() {
    return credentials;
  }

  /** Returns the client of S3. */
  public S3Client s3() {
    return s3.value();
  }

  /** Returns the client of IAM. */
  public IamClient iam() {
    return clientSide.value().iam.value();
  }

  /** Returns the client of STS. */
  public StsClient sts() {
    return sts.value();
  }

  /** Returns the client of SSM. */
  public SsmClient ssm() {
    return clientSide.value().ssm.value();
  }

  /** Returns the client of the price list, which is in one region for all. */
  public PricingClient pricing() {
    return clientSide.value().pricing.value();
  }

  /** Returns the client of the quotas. */
  public ServiceQuotasClient quotas() {
    return clientSide.value().quotas.value();
  }

  private <
          B extends
              AwsClientBuilder<B, C>
                  & software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder<B, C>,
          C>
      B prepared(B builder) {
    config.endpoint().ifPresent(builder::endpointOverride);
    return builder
        .region(Region.of(config.region()))
        .credentialsProvider(credentials)
        .httpClient(http)
        .overrideConfiguration(change -> change.retryStrategy(new NoRoomIsFinal()));
  }

  @Override
  public void close() {
    http.close();
  }

  /** Clients that a head does not have: their classes are missed only by who asks for them. */
  private final class ClientSide {
    private final Lazy<IamClient> iam = new Lazy<>(() -> prepared(IamClient.builder()).build());
    private final Lazy<SsmClient> ssm = new Lazy<>(() -> prepared(SsmClient.builder()).build());
    private final Lazy<PricingClient> pricing =
        new Lazy<>(() -> prepared(PricingClient.builder()).region(Region.US_EAST_1).build());
    private final Lazy<ServiceQuotasClient> quotas =
        new Lazy<>(() -> prepared(ServiceQuotasClient.builder()).build());
  }

  /** Made once, by whoever asks first. */
  private static final class Lazy<T> {
    private final Supplier<T> source;
    private @Nullable T value;

    Lazy(Supplier<T> source) {
      this.source = source;
    }

    synchronized T value() {
      T made = value;
      if (made == null) {
        made = source.get();
        value = made;
      }
      return made;
    }
  }
}

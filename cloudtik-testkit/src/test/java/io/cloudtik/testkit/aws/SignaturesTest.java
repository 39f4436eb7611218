/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws;

import static io.cloudtik.testkit.aws.AwsLab.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.testkit.cloud.CloudLimits;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Who cannot show who it is is refused, in the words of each service. */
class SignaturesTest {
  private final AwsLab lab = new AwsLab();

  @AfterEach
  void close() {
    lab.close();
  }

  private static void call(Ec2Client client) {
    client.describeVpcs(it -> {});
  }

  @Test
  void aKeyThatNobodyHasAndASecretThatIsAnotherAreRefused() {
    String region = lab.aws().region();
    call(lab.root());
    assertRefused("AuthFailure", () -> call(lab.client("AKIANOBODY", "secret", region)));
    assertRefused(
        "SignatureDoesNotMatch",
        () -> call(lab.client(lab.aws().accessKeyId(), "another", region)));
  }

  @Test
  void aRegionThatIsNotEnabledKnowsNoKeys() {
    assertRefused(
        "AuthFailure",
        () -> call(lab.client(lab.aws().accessKeyId(), lab.aws().secretAccessKey(), "ap-east-1")));
  }

  @Test
  void aSessionEndsByTheClockOfTheCloudAndItsTokenMustCome() {
    Instant ends = lab.cloud().time().clock().instant().plus(Duration.ofHours(1));
    Caller caller = new Caller("1", "arn:aws:sts::1:assumed-role/r/s", "r", "ASIASESSION");
    lab.key("ASIASESSION", new KeyOwner(caller, "secret", "token", ends));
    Ec2Client right = session("token");
    call(right);
    assertRefused("AuthFailure", () -> call(session("other")));
    assertRefused(
        "AuthFailure", () -> call(lab.client("ASIASESSION", "secret", lab.aws().region())));
    lab.cloud().time().pause(Duration.ofMinutes(61));
    assertRefused("RequestExpired", () -> call(right));
  }

  private Ec2Client session(String token) {
    return Ec2Client.builder()
        .endpointOverride(lab.aws().endpoint())
        .region(Region.of(lab.aws().region()))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsSessionCredentials.create("ASIASESSION", "secret", token)))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(change -> change.retryStrategy(retry -> retry.maxAttempts(1)))
        .build();
  }

  @Test
  void aRequestWhoseDateIsFarFromNowIsRefused() {
    Clock late = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(6));
    try (AwsLab other = new AwsLab(CloudLimits.none(), 0, late)) {
      assertRefused("RequestExpired", () -> call(other.root()));
    }
  }

  @Test
  void aRequestThatIsNotSignedIsRefusedWhereItMustBe() throws IOException {
    URL url = lab.aws().endpoint().resolve("/?Action=DescribeVpcs").toURL();
    HttpURLConnection connection = (HttpURLConnection) url.openConnection();
    assertThat(connection.getResponseCode()).isEqualTo(403);
  }

  @Test
  void bodiesInSignedChunksAndPresignedAddressesAreRight() throws IOException {
    StaticCredentialsProvider root =
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(lab.aws().accessKeyId(), lab.aws().secretAccessKey()));
    S3Configuration byPath = S3Configuration.builder().pathStyleAccessEnabled(true).build();
    Region region = Region.of(lab.aws().region());
    URI endpoint = lab.aws().endpoint();
    try (S3Client s3 =
            S3Client.builder()
                .endpointOverride(endpoint)
                .region(region)
                .credentialsProvider(root)
                .serviceConfiguration(byPath)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        S3Presigner presigner =
            S3Presigner.builder()
                .endpointOverride(endpoint)
                .region(region)
                .credentialsProvider(root)
                .serviceConfiguration(byPath)
                .build()) {
      s3.createBucket(
          it ->
              it.bucket("a-bucket")
                  .createBucketConfiguration(
                      where -> where.locationConstraint(lab.aws().region())));
      s3.putObject(
          it -> it.bucket("a-bucket").key("a folder/ü+1=&.txt"), RequestBody.fromString("hello"));
      URL url =
          presigner
              .presignGetObject(
                  it ->
                      it.signatureDuration(Duration.ofMinutes(1))
                          .getObjectRequest(
                              get -> get.bucket("a-bucket").key("a folder/ü+1=&.txt")))
              .url();
      assertThat(new String(url.openStream().readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("hello");
      URL forged =
          URI.create(url.toString().replaceFirst("X-Amz-Expires=60", "X-Amz-Expires=61")).toURL();
      assertThat(((HttpURLConnection) forged.openConnection()).getResponseCode()).isEqualTo(403);
      assertThatThrownBy(() -> s3.getObjectAsBytes(it -> it.bucket("a-bucket").key("nothing")))
          .isInstanceOf(NoSuchKeyException.class);
    }
  }
}

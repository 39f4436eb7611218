/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.testkit.cloud.CloudLimits;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/** An emulated AWS whose time passes only in pauses, and clients of the SDK that do not retry. */
public final class AwsLab implements AutoCloseable {
  private static final long SEED = 7;

  private final SimulatedCloud cloud;
  private final EmulatedAws aws;
  private final Map<String, KeyOwner> keys = new ConcurrentHashMap<>();
  private final Map<String, InstanceProfiles.Profile> profiles = new ConcurrentHashMap<>();
  private final List<Asked> asked = new ArrayList<>();
  private final List<String> denied = new ArrayList<>();
  private final List<Ec2Client> clients = new ArrayList<>();

  /** A question to the authorizer. */
  public record Asked(String action, String resource, Map<String, String> context) {}

  public AwsLab() {
    this(CloudLimits.none());
  }

  public AwsLab(CloudLimits limits) {
    this(limits, 0, Clock.systemUTC());
  }

  public AwsLab(CloudLimits limits, double speed, Clock signing) {
    cloud = SimulatedCloud.of(SEED, limits);
    aws =
        EmulatedAws.on(cloud)
            .identities(keys::get, this::require, profiles::get)
            .atSpeed(speed)
            .signedBy(signing)
            .start();
  }

  public SimulatedCloud cloud() {
    return cloud;
  }

  public EmulatedAws aws() {
    return aws;
  }

  /** Returns the root user's client. */
  public Ec2Client root() {
    return client(aws.accessKeyId(), aws.secretAccessKey(), aws.region());
  }

  /** Returns the root user's client with a marker in its user agent. */
  public Ec2Client root(String marker) {
    return client(aws.accessKeyId(), aws.secretAccessKey(), aws.region(), marker);
  }

  /** Returns a client with a key. */
  public Ec2Client client(String accessKey, String secret, String region) {
    return client(accessKey, secret, region, "lab");
  }

  /** Returns the root user's client of another address. */
  public Ec2Client at(URI endpoint) {
    return client(aws.accessKeyId(), aws.secretAccessKey(), aws.region(), "lab", endpoint);
  }

  private Ec2Client client(String accessKey, String secret, String region, String marker) {
    return client(accessKey, secret, region, marker, aws.endpoint());
  }

  private Ec2Client client(
      String accessKey, String secret, String region, String marker, URI endpoint) {
    Ec2Client client =
        Ec2Client.builder()
            .endpointOverride(endpoint)
            .region(Region.of(region))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secret)))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .overrideConfiguration(
                change ->
                    change
                        .retryStrategy(retry -> retry.maxAttempts(1))
                        .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_SUFFIX, marker))
            .build();
    clients.add(client);
    return client;
  }

  /** Makes a user, and returns its client. */
  public Ec2Client user(String name) {
    String key = "AKIAUSER" + name;
    Caller caller =
        new Caller(aws.account(), "arn:aws:iam::" + aws.account() + ":user/" + name, name, key);
    keys.put(key, new KeyOwner(caller, "secret of " + name, null, null));
    return client(key, "secret of " + name, aws.region());
  }

  /** Gives a user another owner of its key. */
  public void key(String accessKey, KeyOwner owner) {
    keys.put(accessKey, owner);
  }

  /** Denies an action to users. */
  public void deny(String action) {
    denied.add(action);
  }

  /** Returns what users have asked for. */
  public List<Asked> asked() {
    return asked;
  }

  /** Makes an instance profile with a role of the same name. */
  public void profile(String name) {
    String arn = "arn:aws:iam::" + aws.account() + ":instance-profile/" + name;
    String role = "arn:aws:iam::" + aws.account() + ":role/" + name;
    profiles.put(
        name,
        new InstanceProfiles.Profile(
            arn, "AIPA" + name, name, role, cloud.time().clock().instant()));
  }

  private void require(Caller caller, String action, String resource, Map<String, String> context) {
    if (caller.arn().endsWith(":root")) {
      return;
    }
    asked.add(new Asked(action, resource, new TreeMap<>(context)));
    if (denied.contains(action)) {
      throw new AwsRefusal(
          403, "AccessDenied", caller.arn() + " may not " + action + " on " + resource);
    }
  }

  /** Asserts on the code that AWS refuses with. */
  public static void assertRefused(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Ec2Exception.class, e -> assertThat(codeOf(e)).as(e.getMessage()).isEqualTo(code));
  }

  /**
   * The JDK's HTTP client does not hand out the body of a 401, which EC2 has for this code only.
   */
  private static String codeOf(Ec2Exception e) {
    return e.statusCode() == 401 ? "AuthFailure" : e.awsErrorDetails().errorCode();
  }

  @Override
  public void close() {
    clients.forEach(Ec2Client::close);
    aws.close();
    cloud.close();
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws;

import io.cloudtik.spi.provider.ProviderContext;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Clients for tests of packages below this one. */
public final class TestClients {
  private TestClients() {}

  /** Returns clients of an emulated AWS that knows no keys. */
  public static AwsClients at(URI endpoint) {
    return at(endpoint, "test", "test");
  }

  /** Returns clients of an emulated AWS. */
  public static AwsClients at(URI endpoint, String accessKey, String secret) {
    return new AwsClients(
        Aws.inRegion("us-west-2").endpointOverride(endpoint),
        StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secret)));
  }

  /** Returns the way of calls. */
  public static AwsCalls calls(ProviderContext context) {
    return new AwsCalls(context, new AwsErrors("us-west-2"), "test us-west-2");
  }
}

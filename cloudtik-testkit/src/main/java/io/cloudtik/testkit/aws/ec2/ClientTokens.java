/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import static io.cloudtik.testkit.aws.ec2.Props.prop;

import io.cloudtik.testkit.cloud.Thing;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Calls that come again. See the page <i>Ensuring idempotency in Amazon EC2 API requests</i> of the
 * developer guide of EC2.
 */
final class ClientTokens {
  private static final String TOKEN = "token";
  private static final String FINGERPRINT = "fingerprint";

  private ClientTokens() {}

  /** Returns what an earlier call with that token made; a call with other parameters is refused. */
  static Optional<Thing> earlier(List<Thing> all, String token, Params params) {
    if (token.isEmpty()) {
      return Optional.empty();
    }
    Optional<Thing> same = all.stream().filter(it -> prop(it, TOKEN).equals(token)).findFirst();
    if (same.filter(it -> !prop(it, FINGERPRINT).equals(params.fingerprint())).isPresent()) {
      throw Refusals.mismatch();
    }
    return same;
  }

  /** Adds to properties what it is known by. */
  static Map<String, String> kept(Map<String, String> properties, String token, Params params) {
    if (!token.isEmpty()) {
      properties.put(TOKEN, token);
      properties.put(FINGERPRINT, params.fingerprint());
    }
    return properties;
  }
}

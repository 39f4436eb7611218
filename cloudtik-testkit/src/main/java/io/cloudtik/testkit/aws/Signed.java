/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of its signature, in its header or, if it is presigned, in its address.
 *
 * @param expires for how many seconds a presigned address is good; null for a header
 */
record Signed(
    String accessKey,
    String day,
    String region,
    String service,
    List<String> headers,
    String signature,
    String date,
    @Nullable String token,
    @Nullable Long expires) {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";

  /** Reads it; null if the request is not signed. */
  static @Nullable Signed of(Map<String, List<String>> query, Map<String, List<String>> headers) {
    String header = first(headers, "authorization");
    if (header.startsWith(ALGORITHM)) {
      String token = first(headers, "x-amz-security-token");
      return of(
          part(header, "Credential="),
          part(header, "SignedHeaders="),
          part(header, "Signature="),
          first(headers, "x-amz-date"),
          token,
          null);
    }
    if (first(query, "X-Amz-Algorithm").equals(ALGORITHM)) {
      return of(
          first(query, "X-Amz-Credential"),
          first(query, "X-Amz-SignedHeaders"),
          first(query, "X-Amz-Signature"),
          first(query, "X-Amz-Date"),
          first(query, "X-Amz-Security-Token"),
          Long.valueOf("0" + first(query, "X-Amz-Expires")));
    }
    return null;
  }

  private static @Nullable Signed of(
      String credential,
      String signedHeaders,
      String signature,
      String date,
      String token,
      @Nullable Long expires) {
    List<String> scope = List.of(credential.split("/"));
    if (scope.size() != 5) {
      return null;
    }
    return new Signed(
        scope.get(0),
        scope.get(1),
        scope.get(2),
        scope.get(3),
        new ArrayList<>(List.of(signedHeaders.split(";"))),
        signature,
        date,
        token.isEmpty() ? null : token,
        expires);
  }

  String scope() {
    return day + "/" + region + "/" + service + "/aws4_request";
  }

  byte[] key(String secret) {
    byte[] key = ("AWS4" + secret).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    for (String part : List.of(day, region, service, "aws4_request")) {
      key = Hashes.hmac(key, part);
    }
    return key;
  }

  private static String part(String header, String name) {
    int from = header.indexOf(name);
    if (from < 0) {
      return "";
    }
    int to = header.indexOf(',', from);
    return header.substring(from + name.length(), to < 0 ? header.length() : to).strip();
  }

  private static String first(Map<String, List<String>> values, String name) {
    List<String> all = values.getOrDefault(name, List.of());
    return all.isEmpty() ? "" : all.get(0);
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.s3;

import io.cloudtik.testkit.aws.AwsRequest;
import io.cloudtik.testkit.aws.Caller;
import io.cloudtik.testkit.aws.wire.Escapes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request with what it is about.
 *
 * @param request as it came
 * @param caller null if it was not signed
 * @param bucket empty if it is about none
 * @param key empty if it is about no object
 */
record S3Call(AwsRequest request, @Nullable Caller caller, String bucket, String key) {
  private static final List<String> DOMAINS = List.of(".amazonaws.com", ".localhost");

  private static final String SERVICE = "\\.s3([.-][a-z]{2}(-[a-z]+)+-[0-9]+)?$";

  static S3Call of(AwsRequest request, @Nullable Caller caller) {
    String path = request.path().startsWith("/") ? request.path().substring(1) : request.path();
    String bucket = bucketOfHost(request.header("host"));
    if (!bucket.isEmpty()) {
      return new S3Call(request, caller, bucket, Escapes.path(path));
    }
    int slash = path.indexOf('/');
    return slash < 0
        ? new S3Call(request, caller, Escapes.path(path), "")
        : new S3Call(
            request,
            caller,
            Escapes.path(path.substring(0, slash)),
            Escapes.path(path.substring(slash + 1)));
  }

  /** Returns the bucket in a name such as {@code bucket.s3.us-west-2.amazonaws.com}, or nothing. */
  private static String bucketOfHost(String header) {
    String host = header.replaceFirst(":[0-9]+$", "").toLowerCase(Locale.ROOT);
    for (String domain : DOMAINS) {
      if (host.endsWith(domain)) {
        String name = "." + host.substring(0, host.length() - domain.length());
        name = name.replaceFirst(SERVICE, "");
        return name.isEmpty() ? "" : name.substring(1);
      }
    }
    return "";
  }

  boolean has(String parameter) {
    return request.query().containsKey(parameter);
  }

  String query(String parameter) {
    return request.query().getOrDefault(parameter, List.of("")).get(0);
  }

  Optional<String> header(String name) {
    return Optional.of(request.header(name)).filter(value -> !value.isEmpty());
  }

  /** Returns the ARN of what it is about. */
  String arn() {
    return bucket.isEmpty() ? "*" : arn(bucket, key);
  }

  static String arn(String bucket, String key) {
    return "arn:aws:s3:::" + bucket + (key.isEmpty() ? "" : "/" + key);
  }

  String target() {
    return key.isEmpty() ? bucket : bucket + "/" + key;
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.s3;

import io.cloudtik.testkit.aws.AwsPlace;
import io.cloudtik.testkit.aws.AwsRefusal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What callers need for what they ask of S3. */
final class S3Rights {
  private final AwsPlace place;
  private final S3Store store;

  S3Rights(AwsPlace place, S3Store store) {
    this.place = place;
    this.store = store;
  }

  /** Lets a call pass to what its route says that it needs. */
  void require(S3Call call, Route route) {
    if (!route.operation().equals("CreateBucket") && route.about() != Route.About.ACCOUNT) {
      store.bucket(call.bucket());
    }
    if (!route.action().isEmpty()) {
      require(call, route.action(), call.arn());
    }
  }

  void require(S3Call call, String action, String resource) {
    if (call.header("x-amz-expected-bucket-owner")
        .filter(it -> !it.equals(place.account()))
        .isPresent()) {
      throw new AwsRefusal(403, "AccessDenied", "Access Denied");
    }
    if (call.caller() == null) {
      Bucket bucket = store.find(call.bucket());
      if (bucket != null && BucketPolicies.closesToPublic(bucket)) {
        throw new AwsRefusal(403, "AccessDenied", "Access Denied");
      }
    }
    place.require(call.request(), call.caller(), "s3:" + action, resource, context(call));
  }

  /** Who writes under the condition of a content must be allowed to read it. */
  void requireForConditions(S3Call call) {
    if (call.header("if-match").isPresent()) {
      require(call, "GetObject", call.arn());
    }
  }

  void requireToList(S3Call call) {
    require(call, "ListBucket", S3Call.arn(call.bucket(), ""));
  }

  private Map<String, String> context(S3Call call) {
    Map<String, String> context = new TreeMap<>();
    context.put("s3:ResourceAccount", place.account());
    context.put("aws:ResourceAccount", place.account());
    if (call.key().isEmpty()) {
      for (String parameter : List.of("prefix", "delimiter", "max-keys")) {
        if (call.has(parameter)) {
          context.put("s3:" + parameter, call.query(parameter));
        }
      }
    }
    for (String header : List.of("x-amz-server-side-encryption", "x-amz-acl")) {
      call.header(header).ifPresent(value -> context.put("s3:" + header, value));
    }
    for (String header : List.of("if-match", "if-none-match")) {
      call.header(header).ifPresent(value -> context.put("s3:" + header, value));
    }
    return context;
  }
}

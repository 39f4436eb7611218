/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.s3;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Headers that stay with objects, and those that objects are answered with. */
final class ObjectHeaders {
  private static final String META = "x-amz-meta-";
  private static final List<String> KEPT =
      List.of(
          "content-type",
          "content-encoding",
          "content-disposition",
          "content-language",
          "cache-control",
          "expires",
          "x-amz-storage-class",
          "x-amz-website-redirect-location");
  private static final List<String> OVERRIDES =
      List.of(
          "content-type",
          "content-encoding",
          "content-disposition",
          "content-language",
          "cache-control",
          "expires");
  private static final int MOST_META = 2 * 1024;

  private ObjectHeaders() {}

  /** Returns what stays of the headers of a request that brings an object. */
  static Map<String, String> kept(S3Call call) {
    Map<String, String> kept = new TreeMap<>();
    int meta = 0;
    for (Map.Entry<String, List<String>> header : call.request().headers().entrySet()) {
      String name = header.getKey();
      if (name.startsWith(META)) {
        String value = String.join(",", header.getValue());
        meta += name.length() - META.length() + value.length();
        kept.put(name, value);
      } else if (KEPT.contains(name)) {
        kept.put(name, header.getValue().get(0));
      }
    }
    if (meta > MOST_META) {
      throw new io.cloudtik.testkit.aws.AwsRefusal(
          400,
          "MetadataTooLarge",
          "Your metadata headers exceed the maximum allowed metadata size");
    }
    String encoding =
        kept.getOrDefault("content-encoding", "").replaceAll("(^|,\\s*)aws-chunked(,\\s*|$)", "");
    kept.remove("content-encoding");
    if (!encoding.isEmpty()) {
      kept.put("content-encoding", encoding);
    }
    kept.putIfAbsent("content-type", "binary/octet-stream");
    kept.put(
        "x-amz-server-side-encryption",
        call.header("x-amz-server-side-encryption").orElse("AES256"));
    return kept;
  }

  /** Returns the headers of an answer that is about an object. */
  static Map<String, String> answered(S3Call call, S3Object object) {
    Map<String, String> headers = new TreeMap<>(object.headers());
    if ("STANDARD".equals(headers.get("x-amz-storage-class"))) {
      headers.remove("x-amz-storage-class");
    }
    headers.putAll(object.versionHeader());
    headers.put("etag", object.quotedEtag());
    headers.put("last-modified", HttpDates.header(object.modified()));
    headers.put("accept-ranges", "bytes");
    if (!object.tags().isEmpty()) {
      headers.put("x-amz-tagging-count", String.valueOf(object.tags().size()));
    }
    for (String name : OVERRIDES) {
      if (call.has("response-" + name)) {
        headers.put(name, call.query("response-" + name));
      }
    }
    return headers;
  }
}

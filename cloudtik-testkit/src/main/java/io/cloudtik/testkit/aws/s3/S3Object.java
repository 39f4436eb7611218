/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.s3;

import io.cloudtik.testkit.aws.Content;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An object as it lies in a bucket, or what marks that it was deleted. Immutable.
 *
 * @param key its name
 * @param content what is in it
 * @param etag without quotes
 * @param modified when it was written
 * @param headers what it is answered with, such as its content type and {@code x-amz-meta-...}
 * @param checksums of its content, by the names of their headers
 * @param parts how large the parts were that it was uploaded in; none if it came as one
 * @param tags its tags, by key
 * @param version which of its versions it is
 */
record S3Object(
    String key,
    Content content,
    String etag,
    Instant modified,
    Map<String, String> headers,
    Map<String, String> checksums,
    List<Long> parts,
    Map<String, String> tags,
    String version) {
  /** The version of what is the only one. */
  static final String UNVERSIONED = "null";

  static final String MARKER = "x-amz-delete-marker";

  S3Object {
    headers = Map.copyOf(headers);
    checksums = Map.copyOf(checksums);
    parts = List.copyOf(parts);
    tags = Map.copyOf(tags);
  }

  String quotedEtag() {
    return '"' + etag + '"';
  }

  boolean isMarker() {
    return headers.containsKey(MARKER);
  }

  /** Returns what an answer says of its version. */
  Map<String, String> versionHeader() {
    return version.equals(UNVERSIONED) ? Map.of() : Map.of("x-amz-version-id", version);
  }

  S3Object with(Map<String, String> otherTags) {
    return new S3Object(
        key, content, etag, modified, headers, checksums, parts, otherTags, version);
  }

  S3Object as(String otherVersion) {
    return new S3Object(
        key, content, etag, modified, headers, checksums, parts, tags, otherVersion);
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.s3;

import io.cloudtik.testkit.aws.AwsPlace;
import io.cloudtik.testkit.aws.AwsRefusal;
import io.cloudtik.testkit.aws.AwsResponse;
import io.cloudtik.testkit.aws.Content;
import io.cloudtik.testkit.aws.wire.Escapes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Calls that write, read and delete one object. */
final class ObjectCalls {
  private static final int LONGEST_KEY = 1024;

  private final AwsPlace place;
  private final S3Store store;
  private final S3Rights rights;

  ObjectCalls(AwsPlace place, S3Store store, S3Rights rights) {
    this.place = place;
    this.store = store;
    this.rights = rights;
  }

  AwsResponse put(S3Call call, Incoming incoming) {
    Bucket bucket = store.bucket(call.bucket());
    checkKey(call.key());
    rights.requireForConditions(call);
    Preconditions.ofWrite(call, bucket.objects().get(call.key()));
    S3Object object =
        new S3Object(
            call.key(),
            incoming.content(),
            incoming.md5Hex(),
            place.now(),
            ObjectHeaders.kept(call),
            incoming.checksums(),
            List.of(),
            tags(call),
            S3Object.UNVERSIONED);
    S3Object put = bucket.put(object);
    Map<String, String> headers = new TreeMap<>(object.checksums());
    headers.putAll(put.versionHeader());
    headers.put("etag", object.quotedEtag());
    headers.put("x-amz-server-side-encryption", "AES256");
    if (!object.checksums().isEmpty()) {
      headers.put("x-amz-checksum-type", "FULL_OBJECT");
    }
    return new AwsResponse(200, headers, Content.EMPTY);
  }

  static void checkKey(String key) {
    if (key.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
      throw new AwsRefusal(400, "KeyTooLongError", "Your key is too long");
    }
  }

  static Map<String, String> tags(S3Call call) {
    Map<String, String> tags = new TreeMap<>();
    for (String pair : call.request().header("x-amz-tagging").split("&")) {
      int sign = pair.indexOf('=');
      if (sign > 0) {
        tags.put(Escapes.query(pair.substring(0, sign)), Escapes.query(pair.substring(sign + 1)));
      }
    }
    return tags;
  }

  AwsResponse read(S3Call call) {
    S3Object object = found(call);
    Preconditions.ofRead(call, "", object);
    long size = object.content().size();
    Map<String, String> headers = ObjectHeaders.answered(call, object);
    Optional<ByteRange> range =
        call.has("partNumber")
            ? Optional.of(part(call, object, headers))
            : call.header("range").flatMap(text -> ByteRange.read(text, size));
    Content content =
        range
            .map(part -> object.content().slice(part.from(), part.length()))
            .orElse(object.content());
    range.ifPresent(part -> headers.put("content-range", part.header(size)));
    if (call.request().header("x-amz-checksum-mode").equals("ENABLED") && range.isEmpty()) {
      headers.putAll(object.checksums());
      if (!object.checksums().isEmpty()) {
        boolean isComposite = object.checksums().values().stream().anyMatch(it -> it.contains("-"));
        headers.put("x-amz-checksum-type", isComposite ? "COMPOSITE" : "FULL_OBJECT");
      }
    }
    headers.put("content-length", String.valueOf(content.size()));
    boolean isHead = call.request().method().equals("HEAD");
    return new AwsResponse(
        range.isPresent() ? 206 : 200, headers, isHead ? Content.EMPTY : content);
  }

  private static ByteRange part(S3Call call, S3Object object, Map<String, String> headers) {
    int number = ListCalls.number(call, "partNumber", 1);
    List<Long> parts = object.parts().isEmpty() ? List.of(object.content().size()) : object.parts();
    if (number < 1 || number > parts.size()) {
      throw new AwsRefusal(416, "InvalidPartNumber", "The requested partnumber is not satisfiable");
    }
    if (!object.parts().isEmpty()) {
      headers.put("x-amz-mp-parts-count", String.valueOf(parts.size()));
    }
    long from = parts.subList(0, number - 1).stream().mapToLong(Long::longValue).sum();
    return new ByteRange(from, parts.get(number - 1));
  }

  /** Who may not list a bucket is not told that an object is not there. */
  private S3Object found(S3Call call) {
    Bucket bucket = store.bucket(call.bucket());
    String version = call.query("versionId");
    rights.require(call, version.isEmpty() ? "GetObject" : "GetObjectVersion", call.arn());
    S3Object object =
        version.isEmpty() ? bucket.objects().get(call.key()) : bucket.version(call.key(), version);
    if (object == null) {
      rights.requireToList(call);
      throw version.isEmpty() ? S3Refusals.noSuchKey() : S3Refusals.noSuchVersion();
    }
    if (object.isMarker()) {
      throw new AwsRefusal(
          405, "MethodNotAllowed", "The specified method is not allowed against this resource.");
    }
    return object;
  }

  AwsResponse delete(S3Call call) {
    Bucket bucket = store.bucket(call.bucket());
    rights.requireForConditions(call);
    Deletion deletion =
        new Deletion(
            bucket, call.key(), call.query("versionId"), call.request().header("if-match"));
    rights.require(call, deletion.action(), call.arn());
    S3Object marker = deletion.apply(place.now());
    return new AwsResponse(
        204,
        marker == null
            ? Map.of()
            : Map.of(S3Object.MARKER, "true", "x-amz-version-id", marker.version()),
        Content.EMPTY);
  }

  AwsResponse attributes(S3Call call) {
    S3Object object = found(call);
    rights.require(call, "GetObjectAttributes", call.arn());
    return ObjectAttributes.of(call, object);
  }

  AwsResponse tagging(S3Call call) {
    return ObjectAttributes.tagging(there(call));
  }

  AwsResponse putTagging(S3Call call) {
    Map<String, String> tags = BucketSettings.tags(BucketSettings.document(call.request().body()));
    S3Object there = there(call);
    store.bucket(call.bucket()).replace(there, there.with(tags));
    return new AwsResponse(200, Map.of(), Content.EMPTY);
  }

  private S3Object there(S3Call call) {
    S3Object object = store.bucket(call.bucket()).objects().get(call.key());
    if (object == null) {
      throw S3Refusals.noSuchKey();
    }
    return object;
  }
}

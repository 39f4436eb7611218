/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.s3;

import io.cloudtik.testkit.aws.AwsPlace;
import io.cloudtik.testkit.aws.AwsResponse;
import io.cloudtik.testkit.aws.Content;
import io.cloudtik.testkit.aws.wire.XmlWriter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Uploads in parts (Amazon S3 User Guide, "Uploading and copying objects using multipart upload").
 */
final class UploadCalls {
  private static final int MOST_PARTS = 10_000;
  private static final int MOST_LISTED = 1000;

  private final AwsPlace place;
  private final S3Store store;
  private final CopyCalls copies;
  private final S3Rights rights;

  UploadCalls(AwsPlace place, S3Store store, CopyCalls copies, S3Rights rights) {
    this.place = place;
    this.store = store;
    this.copies = copies;
    this.rights = rights;
  }

  AwsResponse create(S3Call call) {
    Bucket bucket = store.bucket(call.bucket());
    ObjectCalls.checkKey(call.key());
    String algorithm = call.request().header("x-amz-checksum-algorithm").toLowerCase(Locale.ROOT);
    String type = call.request().header("x-amz-checksum-type");
    boolean whole = type.isEmpty() ? algorithm.equals("crc64nvme") : type.equals("FULL_OBJECT");
    Upload upload =
        new Upload(
            UUID.randomUUID().toString().replace("-", ""),
            call.key(),
            place.now(),
            ObjectHeaders.kept(call),
            ObjectCalls.tags(call),
            algorithm,
            whole,
            new TreeMap<>(),
            new TreeMap<>());
    bucket.uploads().put(upload.id(), upload);
    XmlWriter xml = new XmlWriter().open("InitiateMultipartUploadResult", BucketCalls.NAMESPACE);
    xml.add("Bucket", bucket.name()).add("Key", call.key()).add("UploadId", upload.id());
    AwsResponse answer = AwsResponse.xml(200, xml.end());
    Map<String, String> headers = new TreeMap<>(answer.headers());
    if (!algorithm.isEmpty()) {
      headers.put("x-amz-checksum-algorithm", algorithm.toUpperCase(Locale.ROOT));
      headers.put("x-amz-checksum-type", whole ? "FULL_OBJECT" : "COMPOSITE");
    }
    return new AwsResponse(200, headers, answer.body());
  }

  private static Upload upload(Bucket bucket, S3Call call) {
    Upload upload = bucket.uploads().get(call.query("uploadId"));
    if (upload == null || !upload.key().equals(call.key())) {
      throw S3Refusals.noSuchUpload();
    }
    return upload;
  }

  AwsResponse part(S3Call call, Incoming incoming) {
    Upload upload = upload(store.bucket(call.bucket()), call);
    int number = ListCalls.number(call, "partNumber", 0);
    if (number < 1 || number > MOST_PARTS) {
      throw S3Refusals.invalidArgument(
          "Part number must be an integer between 1 and 10000, inclusive");
    }
    boolean isCopy = call.header("x-amz-copy-source").isPresent();
    Incoming part = isCopy ? copied(call) : incoming;
    upload.parts().put(number, part);
    upload.times().put(number, place.now());
    String etag = '"' + part.md5Hex() + '"';
    if (isCopy) {
      XmlWriter xml = new XmlWriter().open("CopyPartResult", BucketCalls.NAMESPACE);
      xml.add("LastModified", HttpDates.document(place.now())).add("ETag", etag);
      return AwsResponse.xml(200, xml.end());
    }
    Map<String, String> headers = new TreeMap<>(part.checksums());
    headers.put("etag", etag);
    return new AwsResponse(200, headers, Content.EMPTY);
  }

  private Incoming copied(S3Call call) {
    Content content = copies.source(call).content();
    String range = call.request().header("x-amz-copy-source-range");
    return Incoming.of(
        ByteRange.read(range, content.size())
            .map(part -> content.slice(part.from(), part.length()))
            .orElse(content));
  }

  AwsResponse complete(S3Call call) {
    Bucket bucket = store.bucket(call.bucket());
    Upload upload = upload(bucket, call);
    rights.requireForConditions(call);
    Preconditions.ofWrite(call, bucket.objects().get(call.key()));
    S3Object object = new UploadCompletion(upload).object(call, place.now());
    S3Object put = bucket.put(object);
    bucket.uploads().remove(upload.id());
    XmlWriter xml = new XmlWriter().open("CompleteMultipartUploadResult", BucketCalls.NAMESPACE);
    xml.add("Location", "http://" + call.request().header("host") + "/" + call.target());
    xml.add("Bucket", bucket.name()).add("Key", call.key()).add("ETag", object.quotedEtag());
    object
        .checksums()
        .forEach(
            (name, value) ->
                xml.add(
                    "Checksum" + name.substring(Checksums.HEADER.length()).toUpperCase(Locale.ROOT),
                    value));
    AwsResponse answer = AwsResponse.xml(200, xml.end());
    Map<String, String> headers = new TreeMap<>(answer.headers());
    headers.putAll(put.versionHeader());
    return new AwsResponse(200, headers, answer.body());
  }

  AwsResponse abort(S3Call call) {
    Bucket bucket = store.bucket(call.bucket());
    bucket.uploads().remove(upload(bucket, call).id());
    return new AwsResponse(204, Map.of(), Content.EMPTY);
  }

  AwsResponse parts(S3Call call) {
    Upload upload = upload(store.bucket(call.bucket()), call);
    int after = ListCalls.number(call, "part-number-marker", 0);
    int most = Math.min(ListCalls.number(call, "max-parts", MOST_LISTED), MOST_LISTED);
    XmlWriter xml = new XmlWriter().open("ListPartsResult", BucketCalls.NAMESPACE);
    xml.add("Bucket", call.bucket()).add("Key", call.key()).add("UploadId", upload.id());
    xml.add("PartNumberMarker", after).add("MaxParts", most);
    int listed = 0;
    int last = after;
    for (Map.Entry<Integer, Incoming> part : upload.parts().tailMap(after, false).entrySet()) {
      if (listed == most) {
        break;
      }
      listed++;
      last = part.getKey();
      xml.open("Part")
          .add("PartNumber", last)
          .add("LastModified", HttpDates.document(upload.times().getOrDefault(last, place.now())))
          .add("ETag", '"' + part.getValue().md5Hex() + '"')
          .add("Size", part.getValue().content().size())
          .close();
    }
    boolean isTruncated = !upload.parts().tailMap(last, false).isEmpty();
    xml.add("IsTruncated", isTruncated);
    if (isTruncated) {
      xml.add("NextPartNumberMarker", last);
    }
    return AwsResponse.xml(200, xml.end());
  }

  AwsResponse uploads(S3Call call) {
    Bucket bucket = store.bucket(call.bucket());
    String prefix = call.query("prefix");
    var escape = ListCalls.escape(call);
    XmlWriter xml = new XmlWriter().open("ListMultipartUploadsResult", BucketCalls.NAMESPACE);
    xml.add("Bucket", bucket.name()).add("KeyMarker", "").add("UploadIdMarker", "");
    xml.add("Prefix", escape.apply(prefix)).add("MaxUploads", MOST_LISTED);
    xml.add("IsTruncated", false);
    bucket.uploads().values().stream()
        .filter(upload -> upload.key().startsWith(prefix))
        .sorted(java.util.Comparator.comparing(Upload::key).thenComparing(Upload::begun))
        .forEach(
            upload ->
                xml.open("Upload")
                    .add("Key", escape.apply(upload.key()))
                    .add("UploadId", upload.id())
                    .add("Initiated", HttpDates.document(upload.begun()))
                    .add("StorageClass", "STANDARD")
                    .close());
    return AwsResponse.xml(200, xml.end());
  }
}

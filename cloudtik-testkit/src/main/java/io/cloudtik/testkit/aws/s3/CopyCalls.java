/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.s3;

import io.cloudtik.testkit.aws.AwsPlace;
import io.cloudtik.testkit.aws.AwsRefusal;
import io.cloudtik.testkit.aws.AwsResponse;
import io.cloudtik.testkit.aws.wire.Escapes;
import io.cloudtik.testkit.aws.wire.XmlWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Copies objects, and parts of them. */
final class CopyCalls {
  private static final long LARGEST = 5L << 30;

  private final AwsPlace place;
  private final S3Store store;
  private final S3Rights rights;

  CopyCalls(AwsPlace place, S3Store store, S3Rights rights) {
    this.place = place;
    this.store = store;
    this.rights = rights;
  }

  AwsResponse copy(S3Call call) {
    Bucket bucket = store.bucket(call.bucket());
    ObjectCalls.checkKey(call.key());
    S3Object source = source(call);
    if (source.content().size() > LARGEST) {
      throw new AwsRefusal(
          400,
          "InvalidRequest",
          "The specified copy source is larger than the maximum allowable size for a copy source:"
              + " 5368709120");
    }
    boolean replaces = call.request().header("x-amz-metadata-directive").equals("REPLACE");
    boolean isItself =
        source.equals(bucket.objects().get(call.key()))
            && !replaces
            && call.header("x-amz-storage-class").isEmpty();
    if (isItself) {
      throw new AwsRefusal(
          400,
          "InvalidRequest",
          "This copy request is illegal because it is trying to copy an object to itself without"
              + " changing the object's metadata, storage class, website redirect location or"
              + " encryption attributes.");
    }
    rights.requireForConditions(call);
    Preconditions.ofWrite(call, bucket.objects().get(call.key()));
    Map<String, String> tags =
        call.request().header("x-amz-tagging-directive").equals("REPLACE")
            ? ObjectCalls.tags(call)
            : source.tags();
    S3Object copy =
        new S3Object(
            call.key(),
            source.content(),
            etag(source),
            place.now(),
            replaces ? ObjectHeaders.kept(call) : source.headers(),
            source.parts().isEmpty() ? source.checksums() : Map.of(),
            List.of(),
            tags,
            S3Object.UNVERSIONED);
    S3Object put = bucket.put(copy);
    XmlWriter xml = new XmlWriter().open("CopyObjectResult", BucketCalls.NAMESPACE);
    xml.add("LastModified", HttpDates.document(copy.modified())).add("ETag", copy.quotedEtag());
    AwsResponse answer = AwsResponse.xml(200, xml.end());
    Map<String, String> headers = new TreeMap<>(answer.headers());
    headers.putAll(put.versionHeader());
    return new AwsResponse(200, headers, answer.body());
  }

  /** A copy is one object, whatever its source was uploaded in. */
  private static String etag(S3Object source) {
    return source.parts().isEmpty() ? source.etag() : Incoming.of(source.content()).md5Hex();
  }

  /** Returns what is to be copied, if the caller may read it and it is as expected. */
  S3Object source(S3Call call) {
    String named = Escapes.path(call.request().header("x-amz-copy-source"));
    String path = named.replaceFirst("^/", "").replaceFirst("\\?versionId=.*$", "");
    int slash = path.indexOf('/');
    if (slash < 1) {
      throw S3Refusals.invalidArgument(
          "Copy Source must mention the source bucket and key: sourcebucket/sourcekey");
    }
    String key = path.substring(slash + 1);
    Bucket bucket = store.bucket(path.substring(0, slash));
    rights.require(call, "GetObject", S3Call.arn(bucket.name(), key));
    S3Object source = bucket.objects().get(key);
    if (source == null) {
      throw S3Refusals.noSuchKey();
    }
    Preconditions.ofRead(call, "x-amz-copy-source-", source);
    return source;
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.s3;

import io.cloudtik.testkit.aws.AwsResponse;
import io.cloudtik.testkit.aws.Content;
import io.cloudtik.testkit.aws.wire.XmlWriter;
import java.util.Locale;
import java.util.Map;

/** What is said of an object without its content. */
final class ObjectAttributes {
  private ObjectAttributes() {}

  static AwsResponse of(S3Call call, S3Object object) {
    String wanted = call.request().header("x-amz-object-attributes");
    XmlWriter xml = new XmlWriter().open("GetObjectAttributesResponse", BucketCalls.NAMESPACE);
    if (wanted.contains("ETag")) {
      xml.add("ETag", object.etag());
    }
    if (wanted.contains("Checksum") && !object.checksums().isEmpty()) {
      xml.open("Checksum");
      object
          .checksums()
          .forEach(
              (header, value) ->
                  xml.add(
                      "Checksum"
                          + header.substring(Checksums.HEADER.length()).toUpperCase(Locale.ROOT),
                      value));
      xml.close();
    }
    if (wanted.contains("ObjectParts") && !object.parts().isEmpty()) {
      xml.open("ObjectParts").add("PartsCount", object.parts().size()).close();
    }
    if (wanted.contains("StorageClass")) {
      xml.add("StorageClass", object.headers().getOrDefault("x-amz-storage-class", "STANDARD"));
    }
    if (wanted.contains("ObjectSize")) {
      xml.add("ObjectSize", object.content().size());
    }
    return new AwsResponse(
        200,
        Map.of(
            "Content-Type",
            "application/xml",
            "Last-Modified",
            HttpDates.header(object.modified())),
        Content.of(xml.end()));
  }

  static AwsResponse tagging(S3Object object) {
    XmlWriter xml = new XmlWriter().open("Tagging", BucketCalls.NAMESPACE).open("TagSet");
    new java.util.TreeMap<>(object.tags())
        .forEach((key, value) -> xml.open("Tag").add("Key", key).add("Value", value).close());
    return AwsResponse.xml(200, xml.end());
  }
}

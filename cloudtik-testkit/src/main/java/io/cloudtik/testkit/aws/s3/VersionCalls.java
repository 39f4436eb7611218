/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.s3;

import io.cloudtik.testkit.aws.AwsResponse;
import io.cloudtik.testkit.aws.wire.XmlWriter;
import java.util.List;
import java.util.function.UnaryOperator;

/** Lists of all versions of objects. */
final class VersionCalls {
  private static final int MOST = 1000;

  private final S3Store store;
  private final String owner;

  VersionCalls(S3Store store, String owner) {
    this.store = store;
    this.owner = owner;
  }

  AwsResponse list(S3Call call) {
    Bucket bucket = store.bucket(call.bucket());
    int most = Math.min(ListCalls.number(call, "max-keys", MOST), MOST);
    String prefix = call.query("prefix");
    String afterKey = call.query("key-marker");
    String afterVersion = call.query("version-id-marker");
    UnaryOperator<String> escape = ListCalls.escape(call);
    XmlWriter xml = new XmlWriter().open("ListVersionsResult", BucketCalls.NAMESPACE);
    xml.add("Name", bucket.name()).add("Prefix", escape.apply(prefix));
    xml.add("KeyMarker", escape.apply(afterKey)).add("VersionIdMarker", afterVersion);
    xml.add("MaxKeys", most);
    if (call.has("encoding-type")) {
      xml.add("EncodingType", "url");
    }
    List<S3Object> all =
        bucket.versions().values().stream()
            .flatMap(List::stream)
            .filter(each -> each.key().startsWith(prefix))
            .filter(each -> afterKey.isEmpty() || !Bucket.isBefore(each.key(), afterKey))
            .filter(each -> !each.key().equals(afterKey) || isLater(bucket, each, afterVersion))
            .toList();
    List<S3Object> page = all.subList(0, Math.min(most, all.size()));
    xml.add("IsTruncated", page.size() < all.size());
    if (page.size() < all.size() && !page.isEmpty()) {
      S3Object last = page.get(page.size() - 1);
      xml.add("NextKeyMarker", escape.apply(last.key()));
      xml.add("NextVersionIdMarker", last.version());
    }
    page.forEach(each -> write(xml, bucket, each, escape));
    return AwsResponse.xml(200, xml.end());
  }

  private static boolean isLater(Bucket bucket, S3Object version, String marker) {
    List<S3Object> all = bucket.versions().getOrDefault(version.key(), List.of());
    S3Object marked = bucket.version(version.key(), marker);
    return marked != null && all.indexOf(version) > all.indexOf(marked);
  }

  private void write(XmlWriter xml, Bucket bucket, S3Object version, UnaryOperator<String> escape) {
    boolean isLatest =
        bucket.versions().getOrDefault(version.key(), List.of()).get(0).equals(version);
    xml.open(version.isMarker() ? "DeleteMarker" : "Version");
    xml.add("Key", escape.apply(version.key())).add("VersionId", version.version());
    xml.add("IsLatest", isLatest).add("LastModified", HttpDates.document(version.modified()));
    if (!version.isMarker()) {
      xml.add("ETag", version.quotedEtag()).add("Size", version.content().size());
      xml.add("StorageClass", version.headers().getOrDefault("x-amz-storage-class", "STANDARD"));
    }
    xml.open("Owner").add("ID", owner).close().close();
  }
}

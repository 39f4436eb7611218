/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.s3;

import io.cloudtik.testkit.aws.AwsPlace;
import io.cloudtik.testkit.aws.AwsRefusal;
import io.cloudtik.testkit.aws.AwsResponse;
import io.cloudtik.testkit.aws.wire.XmlNode;
import io.cloudtik.testkit.aws.wire.XmlWriter;
import java.util.List;

/** Deletes many objects at once; what is refused for one is said of that one. */
final class DeleteCalls {
  private static final int MOST = 1000;

  private final AwsPlace place;
  private final S3Store store;
  private final S3Rights rights;

  DeleteCalls(AwsPlace place, S3Store store, S3Rights rights) {
    this.place = place;
    this.store = store;
    this.rights = rights;
  }

  AwsResponse delete(S3Call call, Incoming incoming) {
    if (call.header("content-md5").isEmpty() && incoming.checksums().isEmpty()) {
      throw new AwsRefusal(
          400,
          "InvalidRequest",
          "Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
    }
    Bucket bucket = store.bucket(call.bucket());
    XmlNode document = BucketSettings.document(incoming.content());
    List<XmlNode> objects = document.all("Object");
    if (objects.isEmpty() || objects.size() > MOST) {
      throw S3Refusals.malformedXml();
    }
    boolean isQuiet = document.value("Quiet").equals("true");
    XmlWriter xml = new XmlWriter().open("DeleteResult", BucketCalls.NAMESPACE);
    for (XmlNode object : objects) {
      String key = object.value("Key");
      try {
        Deletion deletion =
            new Deletion(bucket, key, object.value("VersionId"), object.value("ETag"));
        rights.require(call, deletion.action(), S3Call.arn(call.bucket(), key));
        S3Object marker = deletion.apply(place.now());
        if (!isQuiet) {
          xml.open("Deleted").add("Key", key);
          if (!object.value("VersionId").isEmpty()) {
            xml.add("VersionId", object.value("VersionId"));
          }
          if (marker != null) {
            xml.add("DeleteMarker", true).add("DeleteMarkerVersionId", marker.version());
          }
          xml.close();
        }
      } catch (AwsRefusal refusal) {
        xml.open("Error")
            .add("Key", key)
            .add("Code", refusal.code())
            .add("Message", refusal.text())
            .close();
      }
    }
    return AwsResponse.xml(200, xml.end());
  }
}

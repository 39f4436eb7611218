/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.s3;

import io.cloudtik.testkit.aws.AwsRefusal;
import io.cloudtik.testkit.aws.AwsResponse;
import io.cloudtik.testkit.aws.wire.XmlNode;
import io.cloudtik.testkit.aws.wire.XmlWriter;
import java.util.List;

/** Deletes many objects at once; what is refused for one is said of that one. */
final class DeleteCalls {
  private static final int MOST = 1000;

  private final S3Store store;
  private final S3Rights rights;

  DeleteCalls(S3Store store, S3Rights rights) {
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
        rights.require(call, "DeleteObject", S3Call.arn(call.bucket(), key));
        Preconditions.ofDelete(object.value("ETag"), bucket.objects().get(key));
        bucket.objects().remove(key);
        if (!isQuiet) {
          xml.open("Deleted").add("Key", key).close();
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

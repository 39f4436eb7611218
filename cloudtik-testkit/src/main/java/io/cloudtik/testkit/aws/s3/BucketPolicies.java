/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.s3;

import io.cloudtik.testkit.aws.AwsRefusal;
import io.cloudtik.testkit.aws.AwsResponse;
import io.cloudtik.testkit.aws.Content;
import io.cloudtik.testkit.aws.policy.PolicyDocument;
import io.cloudtik.testkit.aws.wire.XmlWriter;
import java.util.Map;

/** Policies of buckets. */
final class BucketPolicies {
  static final String POLICY = "policy";

  private final S3Store store;

  BucketPolicies(S3Store store) {
    this.store = store;
  }

  AwsResponse put(S3Call call) {
    Bucket bucket = store.bucket(call.bucket());
    String text = call.request().body().text();
    PolicyDocument policy;
    try {
      policy = PolicyDocument.ofResource(text);
    } catch (IllegalArgumentException e) {
      throw new AwsRefusal(400, "MalformedPolicy", String.valueOf(e.getMessage()));
    }
    if (policy.isPublic() && BucketSettings.blocks(bucket, "BlockPublicPolicy")) {
      throw new AwsRefusal(
          403,
          "AccessDenied",
          "User is not authorized to perform: s3:PutBucketPolicy on resource: %s because public"
                  .formatted(call.arn())
              + " policies are prevented by the BlockPublicPolicy setting in S3 Block Public"
              + " Access.");
    }
    bucket.settings().put(POLICY, text);
    return new AwsResponse(204, Map.of(), Content.EMPTY);
  }

  AwsResponse get(S3Call call) {
    String text = store.bucket(call.bucket()).settings().get(POLICY);
    if (text == null) {
      throw none();
    }
    return new AwsResponse(200, Map.of("Content-Type", "application/json"), Content.of(text));
  }

  AwsResponse delete(S3Call call) {
    store.bucket(call.bucket()).settings().remove(POLICY);
    return new AwsResponse(204, Map.of(), Content.EMPTY);
  }

  AwsResponse status(S3Call call) {
    Bucket bucket = store.bucket(call.bucket());
    if (!bucket.settings().containsKey(POLICY)) {
      throw none();
    }
    XmlWriter xml = new XmlWriter().open("PolicyStatus", BucketCalls.NAMESPACE);
    return AwsResponse.xml(200, xml.add("IsPublic", isPublic(bucket)).end());
  }

  private static AwsRefusal none() {
    return new AwsRefusal(404, "NoSuchBucketPolicy", "The bucket policy does not exist");
  }

  private static boolean isPublic(Bucket bucket) {
    String text = bucket.settings().get(POLICY);
    return text != null && PolicyDocument.ofResource(text).isPublic();
  }

  /** Says whether a bucket that has a public policy is closed to strangers nevertheless. */
  static boolean closesToPublic(Bucket bucket) {
    return isPublic(bucket) && BucketSettings.blocks(bucket, "RestrictPublicBuckets");
  }
}

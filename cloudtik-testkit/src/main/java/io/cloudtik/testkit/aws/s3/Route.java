/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which operation a request asks for.
 *
 * @param operation its name
 * @param method of HTTP
 * @param about what it is about
 * @param mark a parameter of the address, or a header, that it is known by; may be empty
 * @param action the permission that it needs, without {@code s3:}; empty if it checks by itself
 * @param changes whether it changes something
 */
record Route(
    String operation, String method, About about, String mark, String action, boolean changes) {
  enum About {
    ACCOUNT,
    BUCKET,
    OBJECT
  }

  /** What S3 has and the emulated one has not; it must not be taken for something else. */
  private static final Set<String> NOT_HAD =
      Set.of(
          "accelerate",
          "acl",
          "analytics",
          "cors",
          "intelligent-tiering",
          "inventory",
          "legal-hold",
          "logging",
          "metrics",
          "notification",
          "object-lock",
          "replication",
          "requestPayment",
          "restore",
          "retention",
          "select",
          "torrent",
          "versioning",
          "website");

  /** The first that fits is meant. */
  private static final List<Route> ALL = new ArrayList<>();

  static {
    read("ListBuckets", "GET", About.ACCOUNT, "", "ListAllMyBuckets");
    bucketSetting("PublicAccessBlock", "publicAccessBlock", "BucketPublicAccessBlock");
    bucketSetting("BucketEncryption", "encryption", "EncryptionConfiguration");
    bucketSetting("BucketTagging", "tagging", "BucketTagging");
    bucketSetting("BucketVersioning", "versioning", "BucketVersioning");
    bucketSetting("BucketOwnershipControls", "ownershipControls", "BucketOwnershipControls");
    bucketSetting("BucketLifecycleConfiguration", "lifecycle", "LifecycleConfiguration");
    bucketSetting("BucketPolicy", "policy", "BucketPolicy");
    read("GetBucketPolicyStatus", "GET", About.BUCKET, "policyStatus", "GetBucketPolicyStatus");
    read("GetBucketLocation", "GET", About.BUCKET, "location", "GetBucketLocation");
    read("ListMultipartUploads", "GET", About.BUCKET, "uploads", "ListBucketMultipartUploads");
    read("ListObjectsV2", "GET", About.BUCKET, "list-type", "ListBucket");
    read("ListObjectVersions", "GET", About.BUCKET, "versions", "ListBucketVersions");
    read("HeadBucket", "HEAD", About.BUCKET, "", "ListBucket");
    change("DeleteObjects", "POST", About.BUCKET, "delete", "");
    read("ListObjects", "GET", About.BUCKET, "", "ListBucket");
    change("CreateBucket", "PUT", About.BUCKET, "", "CreateBucket");
    change("DeleteBucket", "DELETE", About.BUCKET, "", "DeleteBucket");

    change("CreateMultipartUpload", "POST", About.OBJECT, "uploads", "PutObject");
    change("CompleteMultipartUpload", "POST", About.OBJECT, "uploadId", "PutObject");
    change("AbortMultipartUpload", "DELETE", About.OBJECT, "uploadId", "AbortMultipartUpload");
    read("ListParts", "GET", About.OBJECT, "uploadId", "ListMultipartUploadParts");
    change("UploadPart", "PUT", About.OBJECT, "uploadId", "PutObject");
    read("GetObjectAttributes", "GET", About.OBJECT, "attributes", "");
    read("GetObjectTagging", "GET", About.OBJECT, "tagging", "GetObjectTagging");
    change("PutObjectTagging", "PUT", About.OBJECT, "tagging", "PutObjectTagging");
    change("CopyObject", "PUT", About.OBJECT, "x-amz-copy-source", "PutObject");
    change("PutObject", "PUT", About.OBJECT, "", "PutObject");
    read("GetObject", "GET", About.OBJECT, "", "");
    read("HeadObject", "HEAD", About.OBJECT, "", "");
    change("DeleteObject", "DELETE", About.OBJECT, "", "");
  }

  private static void bucketSetting(String noun, String mark, String permission) {
    read("Get" + noun, "GET", About.BUCKET, mark, "Get" + permission);
    change("Put" + noun, "PUT", About.BUCKET, mark, "Put" + permission);
    if (!mark.equals("versioning")) {
      change(
          "Delete" + noun.replace("LifecycleConfiguration", "Lifecycle"),
          "DELETE",
          About.BUCKET,
          mark,
          (noun.equals("BucketPolicy") ? "Delete" : "Put") + permission);
    }
  }

  private static void read(
      String operation, String method, About about, String mark, String action) {
    ALL.add(new Route(operation, method, about, mark, action, false));
  }

  private static void change(
      String operation, String method, About about, String mark, String action) {
    ALL.add(new Route(operation, method, about, mark, action, true));
  }

  static Optional<Route> of(S3Call call) {
    About about =
        call.bucket().isEmpty()
            ? About.ACCOUNT
            : call.key().isEmpty() ? About.BUCKET : About.OBJECT;
    return ALL.stream()
        .filter(
            route ->
                route.about == about
                    && route.method.equals(call.request().method())
                    && ((route.mark.isEmpty() && NOT_HAD.stream().noneMatch(call::has))
                        || call.has(route.mark)
                        || call.header(route.mark).isPresent()))
        .findFirst();
  }

  /** Says whether what comes with it is looked at as a whole, with its digests. */
  boolean bringsContent() {
    return operation.equals("PutObject")
        || operation.equals("UploadPart")
        || operation.equals("DeleteObjects");
  }
}

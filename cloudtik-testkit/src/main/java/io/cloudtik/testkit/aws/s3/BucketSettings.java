/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.s3;

import io.cloudtik.testkit.aws.AwsRefusal;
import io.cloudtik.testkit.aws.AwsResponse;
import io.cloudtik.testkit.aws.Content;
import io.cloudtik.testkit.aws.wire.XmlNode;
import io.cloudtik.testkit.aws.wire.XmlWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The settings of buckets, which are read as they were written. A new one is encrypted, of its
 * owner alone and closed to the public (Amazon S3 User Guide, "Default settings for new S3
 * buckets").
 */
final class BucketSettings {
  private static final int MOST_TAGS = 50;

  /**
   * A kind of setting.
   *
   * @param root the name of its document
   * @param missing the code that says that there is none; empty if there is always one
   * @param absent what a bucket has that was told nothing; empty for nothing
   */
  private record Kind(String root, String missing, String absent) {}

  private static final Map<String, Kind> KINDS =
      Map.of(
          "publicAccessBlock",
          new Kind("PublicAccessBlockConfiguration", "NoSuchPublicAccessBlockConfiguration", ""),
          "encryption",
          new Kind(
              "ServerSideEncryptionConfiguration",
              "",
              "<Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm>"
                  + "</ApplyServerSideEncryptionByDefault>"
                  + "<BucketKeyEnabled>false</BucketKeyEnabled></Rule>"),
          "tagging",
          new Kind("Tagging", "NoSuchTagSet", ""),
          "versioning",
          new Kind("VersioningConfiguration", "", ""),
          "ownershipControls",
          new Kind("OwnershipControls", "OwnershipControlsNotFoundError", ""),
          "lifecycle",
          new Kind("LifecycleConfiguration", "NoSuchLifecycleConfiguration", ""));

  private final S3Store store;
  private final String mark;
  private final Kind kind;

  BucketSettings(S3Store store, String mark) {
    this.store = store;
    this.mark = mark;
    this.kind = java.util.Objects.requireNonNull(KINDS.get(mark), mark);
  }

  static Set<String> marks() {
    return KINDS.keySet();
  }

  static void begin(Bucket bucket, Map<String, String> tags) {
    bucket
        .settings()
        .put(
            "publicAccessBlock",
            document(
                "PublicAccessBlockConfiguration",
                "<BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls>"
                    + "<BlockPublicPolicy>true</BlockPublicPolicy>"
                    + "<RestrictPublicBuckets>true</RestrictPublicBuckets>"));
    bucket
        .settings()
        .put(
            "ownershipControls",
            document(
                "OwnershipControls",
                "<Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule>"));
    if (!tags.isEmpty()) {
      XmlWriter xml = new XmlWriter().open("Tagging", BucketCalls.NAMESPACE).open("TagSet");
      tags.forEach((key, value) -> xml.open("Tag").add("Key", key).add("Value", value).close());
      bucket.settings().put("tagging", xml.end());
    }
  }

  private static String document(String root, String inside) {
    return new XmlWriter().open(root, BucketCalls.NAMESPACE).raw(inside).end();
  }

  static XmlNode document(Content body) {
    try {
      return XmlNode.read(body.open());
    } catch (IllegalArgumentException e) {
      throw S3Refusals.malformedXml();
    }
  }

  AwsResponse get(S3Call call) {
    String set = store.bucket(call.bucket()).settings().get(mark);
    if (set == null && !kind.missing().isEmpty()) {
      throw new AwsRefusal(404, kind.missing(), "The " + mark + " of the bucket was not found");
    }
    return AwsResponse.xml(200, set == null ? document(kind.root(), kind.absent()) : set);
  }

  AwsResponse put(S3Call call) {
    Bucket bucket = store.bucket(call.bucket());
    XmlNode document = document(call.request().body());
    if (!document.name().equals(kind.root())) {
      throw S3Refusals.malformedXml();
    }
    if (mark.equals("tagging")) {
      tags(document);
    }
    bucket.settings().put(mark, call.request().body().text());
    return new AwsResponse(mark.equals("tagging") ? 204 : 200, Map.of(), Content.EMPTY);
  }

  AwsResponse delete(S3Call call) {
    store.bucket(call.bucket()).settings().remove(mark);
    return new AwsResponse(204, Map.of(), Content.EMPTY);
  }

  /** Says whether one of the four blocks of public access is on. */
  static boolean blocks(Bucket bucket, String block) {
    String set = bucket.settings().get("publicAccessBlock");
    return set != null && document(Content.of(set)).value(block).equals("true");
  }

  static Map<String, String> tags(Bucket bucket) {
    String set = bucket.settings().get("tagging");
    return set == null ? Map.of() : tags(document(Content.of(set)));
  }

  static Map<String, String> tags(XmlNode document) {
    Map<String, String> tags = new TreeMap<>();
    Set<String> seen = new TreeSet<>();
    List<XmlNode> sets = document.all("TagSet");
    if (sets.isEmpty()) {
      throw S3Refusals.malformedXml();
    }
    for (XmlNode tag : sets.get(0).all("Tag")) {
      String key = tag.value("Key");
      if (!seen.add(key)) {
        throw new AwsRefusal(400, "InvalidTag", "Cannot provide multiple Tags with the same key");
      }
      if (key.startsWith("aws:")) {
        throw new AwsRefusal(400, "InvalidTag", "System tags cannot be added/updated by requester");
      }
      tags.put(key, tag.value("Value"));
    }
    if (tags.size() > MOST_TAGS) {
      throw new AwsRefusal(400, "BadRequest", "Bucket tag count cannot be greater than 50");
    }
    return tags;
  }
}

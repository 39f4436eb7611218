/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.s3;

import io.cloudtik.testkit.aws.AwsPlace;
import io.cloudtik.testkit.aws.AwsRefusal;
import io.cloudtik.testkit.aws.AwsResponse;
import io.cloudtik.testkit.aws.Content;
import io.cloudtik.testkit.aws.wire.XmlNode;
import io.cloudtik.testkit.aws.wire.XmlWriter;
import io.cloudtik.testkit.cloud.Thing;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Calls that make, find and delete buckets. */
final class BucketCalls {
  static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

  private static final String FIRST_REGION = "us-east-1";
  private static final String NAME = "(?!xn--)(?![0-9.]+$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]";
  private static final int MOST_LISTED = 10_000;

  private final AwsPlace place;
  private final S3Store store;

  BucketCalls(AwsPlace place, S3Store store) {
    this.place = place;
    this.store = store;
  }

  AwsResponse create(S3Call call) {
    String name = call.bucket();
    if (!name.matches(NAME) || name.contains("..")) {
      throw new AwsRefusal(400, "InvalidBucketName", "The specified bucket is not valid.");
    }
    Map<String, String> tags = checkedRegion(call.request().body());
    Thing there = store.thing(name);
    if (there != null && !store.isOurs(there)) {
      throw new AwsRefusal(
          409,
          "BucketAlreadyExists",
          "The requested bucket name is not available. The bucket namespace is shared by all users"
              + " of the system. Please select a different name and try again.");
    }
    if (there != null && !place.region().equals(FIRST_REGION)) {
      throw new AwsRefusal(
          409,
          "BucketAlreadyOwnedByYou",
          "Your previous request to create the named bucket succeeded and you already own it.");
    }
    if (there == null) {
      Bucket bucket = store.make(name, tags);
      BucketSettings.begin(bucket, tags);
    }
    return new AwsResponse(200, Map.of("Location", "/" + name), Content.EMPTY);
  }

  private Map<String, String> checkedRegion(Content body) {
    String wanted = FIRST_REGION;
    Map<String, String> tags = new TreeMap<>();
    if (body.size() > 0) {
      XmlNode document = BucketSettings.document(body);
      wanted = document.value("LocationConstraint");
      document.all("Tags").stream()
          .flatMap(all -> all.all("Tag").stream())
          .forEach(tag -> tags.put(tag.value("Key"), tag.value("Value")));
      wanted = wanted.isEmpty() ? FIRST_REGION : wanted;
    }
    if (!wanted.equals(place.region())) {
      throw new AwsRefusal(
          400,
          "IllegalLocationConstraintException",
          "The %s location constraint is incompatible for the region specific endpoint this request"
                  .formatted(wanted.equals(FIRST_REGION) ? "unspecified" : wanted)
              + " was sent to.");
    }
    return tags;
  }

  AwsResponse delete(S3Call call) {
    Bucket bucket = store.bucket(call.bucket());
    if (!bucket.versions().isEmpty()) {
      throw new AwsRefusal(409, "BucketNotEmpty", "The bucket you tried to delete is not empty");
    }
    store.delete(bucket);
    return new AwsResponse(204, Map.of(), Content.EMPTY);
  }

  AwsResponse head(S3Call call) {
    store.bucket(call.bucket());
    return new AwsResponse(
        200,
        Map.of("x-amz-bucket-region", place.region(), "x-amz-access-point-alias", "false"),
        Content.EMPTY);
  }

  AwsResponse location(S3Call call) {
    store.bucket(call.bucket());
    String region = place.region().equals(FIRST_REGION) ? "" : place.region();
    XmlWriter xml = new XmlWriter().open("LocationConstraint", NAMESPACE).raw(region);
    return AwsResponse.xml(200, xml.end());
  }

  AwsResponse list(S3Call call) {
    String after = call.query("continuation-token");
    String prefix = call.query("prefix");
    int most =
        call.has("max-buckets") ? ListCalls.number(call, "max-buckets", MOST_LISTED) : MOST_LISTED;
    List<Bucket> all =
        store.all().stream()
            .filter(each -> each.name().startsWith(prefix) && each.name().compareTo(after) > 0)
            .toList();
    XmlWriter xml = new XmlWriter().open("ListAllMyBucketsResult", NAMESPACE);
    xml.open("Owner").add("ID", place.account()).close().open("Buckets");
    for (Bucket bucket : all.subList(0, Math.min(most, all.size()))) {
      xml.open("Bucket")
          .add("Name", bucket.name())
          .add("CreationDate", HttpDates.document(bucket.made()))
          .add("BucketRegion", place.region())
          .close();
    }
    xml.close();
    if (all.size() > most) {
      xml.add("ContinuationToken", all.get(most - 1).name());
    }
    return AwsResponse.xml(200, xml.end());
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.s3;

import io.cloudtik.testkit.aws.AwsResponse;
import io.cloudtik.testkit.aws.wire.Escapes;
import io.cloudtik.testkit.aws.wire.XmlWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;

/** Lists of objects, of both versions. */
final class ListCalls {
  private static final int MOST = 1000;

  private final S3Store store;
  private final String owner;

  ListCalls(S3Store store, String owner) {
    this.store = store;
    this.owner = owner;
  }

  /**
   * A page.
   *
   * @param objects in it
   * @param prefixes that stand for what begins with them
   * @param last the last object or prefix in it
   * @param isTruncated whether there is more
   */
  private record Page(
      List<S3Object> objects, List<String> prefixes, String last, boolean isTruncated) {}

  AwsResponse second(S3Call call) {
    int most = Math.min(number(call, "max-keys", MOST), MOST);
    String token = call.query("continuation-token");
    String after = token.isEmpty() ? call.query("start-after") : decoded(token);
    Page page = page(call, after, most);
    UnaryOperator<String> escape = escape(call);
    XmlWriter xml = new XmlWriter().open("ListBucketResult", BucketCalls.NAMESPACE);
    head(xml, call, escape, most, page);
    xml.add("KeyCount", page.objects.size() + page.prefixes.size());
    if (!token.isEmpty()) {
      xml.add("ContinuationToken", token);
    } else if (!after.isEmpty()) {
      xml.add("StartAfter", escape.apply(after));
    }
    if (page.isTruncated) {
      xml.add("NextContinuationToken", encoded(page.last));
    }
    contents(xml, page, escape, call.query("fetch-owner").equals("true"));
    return AwsResponse.xml(200, xml.end());
  }

  AwsResponse first(S3Call call) {
    int most = Math.min(number(call, "max-keys", MOST), MOST);
    Page page = page(call, call.query("marker"), most);
    UnaryOperator<String> escape = escape(call);
    XmlWriter xml = new XmlWriter().open("ListBucketResult", BucketCalls.NAMESPACE);
    head(xml, call, escape, most, page);
    xml.add("Marker", escape.apply(call.query("marker")));
    if (page.isTruncated && !call.query("delimiter").isEmpty()) {
      xml.add("NextMarker", escape.apply(page.last));
    }
    contents(xml, page, escape, true);
    return AwsResponse.xml(200, xml.end());
  }

  private Page page(S3Call call, String after, int most) {
    Bucket bucket = store.bucket(call.bucket());
    String prefix = call.query("prefix");
    String delimiter = call.query("delimiter");
    List<S3Object> objects = new ArrayList<>();
    List<String> prefixes = new ArrayList<>();
    String last = "";
    for (S3Object object : later(bucket, prefix, after)) {
      String key = object.key();
      if (!key.startsWith(prefix)) {
        break;
      }
      int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
      String common = end < 0 ? "" : key.substring(0, end + delimiter.length());
      if (!common.isEmpty() && (common.equals(last) || common.equals(after))) {
        continue;
      }
      if (objects.size() + prefixes.size() == most) {
        return new Page(objects, prefixes, last, most > 0);
      }
      if (common.isEmpty()) {
        objects.add(object);
        last = key;
      } else {
        prefixes.add(common);
        last = common;
      }
    }
    return new Page(objects, prefixes, last, false);
  }

  private static Iterable<S3Object> later(Bucket bucket, String prefix, String after) {
    String from = Bucket.isBefore(after, prefix) ? prefix : after;
    return bucket.from(from, !from.equals(after));
  }

  private static void head(
      XmlWriter xml, S3Call call, UnaryOperator<String> escape, int most, Page page) {
    xml.add("Name", call.bucket());
    xml.add("Prefix", escape.apply(call.query("prefix")));
    if (!call.query("delimiter").isEmpty()) {
      xml.add("Delimiter", escape.apply(call.query("delimiter")));
    }
    xml.add("MaxKeys", most).add("IsTruncated", page.isTruncated);
    if (call.has("encoding-type")) {
      xml.add("EncodingType", "url");
    }
  }

  private void contents(XmlWriter xml, Page page, UnaryOperator<String> escape, boolean withOwner) {
    for (S3Object object : page.objects) {
      xml.open("Contents")
          .add("Key", escape.apply(object.key()))
          .add("LastModified", HttpDates.document(object.modified()))
          .add("ETag", object.quotedEtag())
          .add("Size", object.content().size())
          .add("StorageClass", object.headers().getOrDefault("x-amz-storage-class", "STANDARD"));
      if (withOwner) {
        xml.open("Owner").add("ID", owner).close();
      }
      xml.close();
    }
    for (String prefix : page.prefixes) {
      xml.open("CommonPrefixes").add("Prefix", escape.apply(prefix)).close();
    }
  }

  static UnaryOperator<String> escape(S3Call call) {
    if (!call.has("encoding-type")) {
      return text -> text;
    }
    if (!call.query("encoding-type").equals("url")) {
      throw S3Refusals.invalidArgument("Invalid Encoding Method specified in Request");
    }
    return Escapes::ofKey;
  }

  static int number(S3Call call, String parameter, int otherwise) {
    String text = call.query(parameter);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw S3Refusals.invalidArgument("Provided " + parameter + " not an integer");
    }
    throw S3Refusals.invalidArgument("Argument " + parameter + " must be non-negative");
  }

  private static String encoded(String last) {
    return Base64.getUrlEncoder().encodeToString(last.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String token) {
    try {
      return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw S3Refusals.invalidArgument("The continuation token provided is incorrect");
    }
  }
}

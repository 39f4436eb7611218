/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.s3;

import io.cloudtik.testkit.aws.AwsRefusal;
import io.cloudtik.testkit.aws.Content;
import io.cloudtik.testkit.aws.wire.XmlNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Makes one object of the parts of an upload. */
final class UploadCompletion {
  private static final long SMALLEST = 5L << 20;

  private final Upload upload;

  UploadCompletion(Upload upload) {
    this.upload = upload;
  }

  S3Object object(S3Call call, Instant now) {
    List<Incoming> parts = chosen(BucketSettings.document(call.request().body()));
    Content content = Content.join(parts.stream().map(Incoming::content).toList());
    String etag = HexFormat.of().formatHex(over("md5", parts, Incoming::md5)) + "-" + parts.size();
    return new S3Object(
        upload.key(),
        content,
        etag,
        now,
        upload.headers(),
        checksums(call, parts, content),
        parts.stream().map(part -> part.content().size()).toList(),
        upload.tags(),
        S3Object.UNVERSIONED);
  }

  private List<Incoming> chosen(XmlNode document) {
    List<XmlNode> named = document.all("Part");
    if (named.isEmpty()) {
      throw S3Refusals.malformedXml();
    }
    List<Incoming> chosen = new ArrayList<>();
    int before = 0;
    for (XmlNode each : named) {
      int number = number(each);
      if (number <= before) {
        throw new AwsRefusal(
            400,
            "InvalidPartOrder",
            "The list of parts was not in ascending order. Parts must be ordered by part number.");
      }
      before = number;
      Incoming part = upload.parts().get(number);
      if (part == null || !each.value("ETag").replace("\"", "").equals(part.md5Hex())) {
        throw new AwsRefusal(
            400,
            "InvalidPart",
            "One or more of the specified parts could not be found. The part may not have been"
                + " uploaded, or the specified entity tag may not match the part's entity tag.");
      }
      chosen.add(part);
    }
    for (Incoming part : chosen.subList(0, chosen.size() - 1)) {
      if (part.content().size() < SMALLEST) {
        throw new AwsRefusal(
            400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size");
      }
    }
    return chosen;
  }

  private static int number(XmlNode part) {
    try {
      return Integer.parseInt(part.value("PartNumber"));
    } catch (NumberFormatException e) {
      throw S3Refusals.malformedXml();
    }
  }

  private Map<String, String> checksums(S3Call call, List<Incoming> parts, Content content) {
    if (upload.algorithm().isEmpty()) {
      return Map.of();
    }
    String header = Checksums.HEADER + upload.algorithm();
    String value;
    if (upload.wholeChecksum()) {
      value = Checksums.base64(Incoming.sum(upload.algorithm(), content));
    } else {
      value =
          Checksums.base64(
                  over(
                      upload.algorithm(),
                      parts,
                      part -> Incoming.sum(upload.algorithm(), part.content())))
              + "-"
              + parts.size();
    }
    if (call.header(header).filter(declared -> !declared.equals(value)).isPresent()) {
      throw S3Refusals.badDigest(upload.algorithm());
    }
    return Map.of(header, value);
  }

  private static byte[] over(
      String algorithm, List<Incoming> parts, Function<Incoming, byte[]> each) {
    Checksums.Sum sum = Checksums.of(algorithm);
    for (Incoming part : parts) {
      byte[] value = each.apply(part);
      sum.add(value, 0, value.length);
    }
    return sum.value();
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.s3;

import io.cloudtik.testkit.aws.AwsRefusal;
import io.cloudtik.testkit.aws.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Content that came.
 *
 * @param content what it is
 * @param md5 its digest
 * @param checksums those that were sent along, which are right, by the names of their headers
 */
record Incoming(Content content, byte[] md5, Map<String, String> checksums) {
  /** What came with a request that brings no content. */
  static final Incoming EMPTY = new Incoming(Content.EMPTY, new byte[0], Map.of());

  private static final int BUFFER = 64 * 1024;

  /** Returns content that is here already. */
  static Incoming of(Content content) {
    return new Incoming(content, sum("md5", content), Map.of());
  }

  static byte[] sum(String algorithm, Content content) {
    Checksums.Sum sum = Checksums.of(algorithm);
    try {
      addUp(content, Map.of(algorithm, sum));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sum.value();
  }

  static Incoming of(S3Call call) {
    try {
      Content content = call.request().body();
      Map<String, Checksums.Sum> sums = new HashMap<>();
      sums.put("md5", Checksums.of("md5"));
      Map<String, String> declared = declared(call);
      declared.keySet().forEach(each -> sums.put(each, Checksums.of(each)));
      call.header("x-amz-sdk-checksum-algorithm")
          .map(each -> each.toLowerCase(Locale.ROOT))
          .filter(Checksums.ALGORITHMS::contains)
          .ifPresent(each -> sums.computeIfAbsent(each, Checksums::of));
      addUp(content, sums);
      return checked(call, content, sums, declared);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> declared(S3Call call) {
    Map<String, String> declared = new TreeMap<>();
    for (String algorithm : Checksums.ALGORITHMS) {
      String header = Checksums.HEADER + algorithm;
      call.header(header).ifPresent(value -> declared.put(algorithm, value));
    }
    return declared;
  }

  private static void addUp(Content content, Map<String, Checksums.Sum> sums) throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = content.open()) {
      for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
        for (Checksums.Sum sum : sums.values()) {
          sum.add(buffer, 0, got);
        }
      }
    }
  }

  private static Incoming checked(
      S3Call call, Content content, Map<String, Checksums.Sum> sums, Map<String, String> declared) {
    Map<String, String> checksums = new TreeMap<>();
    byte[] md5 = new byte[0];
    for (Map.Entry<String, Checksums.Sum> sum : sums.entrySet()) {
      byte[] value = sum.getValue().value();
      if (sum.getKey().equals("md5")) {
        md5 = value;
      } else {
        String found = Checksums.base64(value);
        if (!declared.getOrDefault(sum.getKey(), found).equals(found)) {
          throw S3Refusals.badDigest(sum.getKey().toUpperCase(Locale.ROOT));
        }
        checksums.put(Checksums.HEADER + sum.getKey(), found);
      }
    }
    check(call, md5);
    return new Incoming(content, md5, checksums);
  }

  private static void check(S3Call call, byte[] md5) {
    Optional<String> declared = call.header("content-md5");
    if (declared.isPresent()) {
      byte[] wanted;
      try {
        wanted = Base64.getDecoder().decode(declared.get());
      } catch (IllegalArgumentException e) {
        throw new AwsRefusal(400, "InvalidDigest", "The Content-MD5 you specified was invalid.");
      }
      if (!java.util.Arrays.equals(wanted, md5)) {
        throw S3Refusals.badDigest("Content-MD5");
      }
    }
  }

  String md5Hex() {
    return HexFormat.of().formatHex(md5);
  }
}

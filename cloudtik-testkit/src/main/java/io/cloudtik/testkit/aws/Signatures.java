/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Checks signatures as the page <i>Signature Version 4 for API requests</i> of the IAM user guide
 * describes them, in headers and in presigned addresses.
 */
final class Signatures {
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
  private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
  private static final Duration NEAR = Duration.ofMinutes(5);
  private static final Duration NEAR_FOR_S3 = Duration.ofMinutes(15);

  private final Keys keys;
  private final Clock signing;
  private final Clock cloud;

  /**
   * Makes the check.
   *
   * @param signing the clock that requests are dated by
   * @param cloud the clock that sessions end by
   */
  Signatures(Keys keys, Clock signing, Clock cloud) {
    this.keys = keys;
    this.signing = signing;
    this.cloud = cloud;
  }

  /** Returns who signed, or refuses. */
  KeyOwner check(AwsRequest request, Signed signed) {
    SignatureWords words = SignatureWords.of(signed.service());
    KeyOwner owner = keys.find(signed.accessKey());
    if (owner == null || !Objects.equals(owner.sessionToken(), signed.token())) {
      throw words.unknownKey();
    }
    Instant expires = owner.expires();
    if (expires != null && !cloud.instant().isBefore(expires)) {
      throw words.expired();
    }
    checkDate(signed, words);
    String payload = payload(request, signed);
    String text =
        "AWS4-HMAC-SHA256\n"
            + signed.date()
            + "\n"
            + signed.scope()
            + "\n"
            + Hashes.sha256(canonical(request, signed, payload));
    String expected = Hashes.hex(Hashes.hmac(signed.key(owner.secret()), text));
    boolean bodyIsOther =
        payload.length() == 64 && !Hashes.same(payload, Hashes.sha256(request.body()));
    if (!Hashes.same(expected, signed.signature()) || bodyIsOther) {
      throw words.wrong();
    }
    return owner;
  }

  private void checkDate(Signed signed, SignatureWords words) {
    Instant dated;
    try {
      dated = LocalDateTime.parse(signed.date(), DATE).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw words.wrong();
    }
    Long seconds = signed.expires();
    Duration near = signed.service().equals("s3") ? NEAR_FOR_S3 : NEAR;
    Instant now = signing.instant();
    Instant until = seconds == null ? dated.plus(near) : dated.plusSeconds(seconds);
    if (now.isAfter(until) || now.isBefore(dated.minus(near))) {
      throw words.late();
    }
  }

  private static String payload(AwsRequest request, Signed signed) {
    if (signed.expires() != null && signed.service().equals("s3")) {
      return UNSIGNED;
    }
    String given = request.header("x-amz-content-sha256");
    return given.isEmpty() ? Hashes.sha256(request.body()) : given;
  }

  private static String canonical(AwsRequest request, Signed signed, String payload) {
    StringBuilder text = new StringBuilder();
    String path = request.path().isEmpty() ? "/" : request.path();
    text.append(request.method()).append('\n');
    text.append(signed.service().equals("s3") ? path : escaped(path).replace("%2F", "/"));
    text.append('\n').append(query(request.query())).append('\n');
    for (String header : signed.headers()) {
      List<String> values = request.headers().getOrDefault(header, List.of());
      text.append(header).append(':');
      text.append(
          String.join(",", values.stream().map(it -> it.strip().replaceAll(" +", " ")).toList()));
      text.append('\n');
    }
    return text.append('\n')
        .append(String.join(";", signed.headers()))
        .append('\n')
        .append(payload)
        .toString();
  }

  private static String query(Map<String, List<String>> query) {
    Map<String, List<String>> sorted = new TreeMap<>();
    query.forEach(
        (name, values) -> {
          if (!name.equals("X-Amz-Signature")) {
            sorted.put(escaped(name), values.stream().map(Signatures::escaped).sorted().toList());
          }
        });
    List<String> pairs = new ArrayList<>();
    sorted.forEach((name, values) -> values.forEach(value -> pairs.add(name + "=" + value)));
    return String.join("&", pairs);
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      boolean plain =
          (each >= 'a' && each <= 'z')
              || (each >= 'A' && each <= 'Z')
              || (each >= '0' && each <= '9')
              || "-_.~".indexOf(each) >= 0;
      escaped.append(plain ? String.valueOf((char) each) : "%%%02X".formatted(each));
    }
    return escaped.toString();
  }
}

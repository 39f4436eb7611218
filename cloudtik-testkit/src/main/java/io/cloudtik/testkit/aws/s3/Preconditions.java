/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.s3;

import io.cloudtik.testkit.aws.AwsRefusal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Conditions of reads and writes (Amazon S3 User Guide, "Add preconditions to S3 operations with
 * conditional requests").
 */
final class Preconditions {
  private Preconditions() {}

  static boolean isConditional(S3Call call) {
    return call.header("if-none-match").isPresent() || call.header("if-match").isPresent();
  }

  /** Lets a write pass, or not. */
  static void ofWrite(S3Call call, @Nullable S3Object there) {
    Optional<String> ifNoneMatch = call.header("if-none-match");
    Optional<String> ifMatch = call.header("if-match");
    if (ifNoneMatch.isPresent() && ifMatch.isPresent()) {
      throw S3Refusals.notImplemented("If-Match together with If-None-Match");
    }
    if (ifNoneMatch.isPresent()) {
      if (!ifNoneMatch.get().equals("*")) {
        throw S3Refusals.notImplemented("If-None-Match with anything but *, in a write");
      }
      if (there != null) {
        throw S3Refusals.preconditionFailed();
      }
    }
    if (ifMatch.isPresent()) {
      if (there == null) {
        throw S3Refusals.noSuchKey();
      }
      if (!matches(ifMatch.get(), there)) {
        throw S3Refusals.preconditionFailed();
      }
    }
  }

  /** Lets a deletion pass, or not; {@code *} means that there must be something. */
  static void ofDelete(String ifMatch, @Nullable S3Object there) {
    if (ifMatch.isEmpty()) {
      return;
    }
    if (there == null) {
      throw S3Refusals.noSuchKey();
    }
    if (!matches(ifMatch, there)) {
      throw S3Refusals.preconditionFailed();
    }
  }

  /** Lets a read pass, or not; what comes before the names is for copies. */
  static void ofRead(S3Call call, String before, S3Object object) {
    Optional<String> ifMatch = call.header(before + "if-match");
    Optional<String> ifNoneMatch = call.header(before + "if-none-match");
    Optional<Instant> changedSince = moment(call, before + "if-modified-since");
    Optional<Instant> unchangedSince = moment(call, before + "if-unmodified-since");
    Instant modified = object.modified().truncatedTo(ChronoUnit.SECONDS);
    boolean isCopy = !before.isEmpty();
    if (ifMatch.isPresent()
        ? !matches(ifMatch.get(), object)
        : unchangedSince.filter(modified::isAfter).isPresent()) {
      throw S3Refusals.preconditionFailed();
    }
    if (ifNoneMatch.isPresent()
        ? matches(ifNoneMatch.get(), object)
        : changedSince.filter(since -> !modified.isAfter(since)).isPresent()) {
      throw isCopy
          ? S3Refusals.preconditionFailed()
          : new AwsRefusal(304, "NotModified", "Not Modified");
    }
  }

  private static Optional<Instant> moment(S3Call call, String header) {
    return call.header(header).flatMap(HttpDates::read);
  }

  private static boolean matches(String condition, S3Object object) {
    for (String each : condition.split(",")) {
      String wanted = each.strip().replaceFirst("^W/", "").replace("\"", "");
      if (wanted.equals("*") || wanted.equals(object.etag())) {
        return true;
      }
    }
    return false;
  }
}

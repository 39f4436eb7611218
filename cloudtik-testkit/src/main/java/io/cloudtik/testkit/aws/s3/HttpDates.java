/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.s3;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** Dates as headers and documents have them. */
final class HttpDates {
  private static final DateTimeFormatter HEADER =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DOCUMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private HttpDates() {}

  static String header(Instant at) {
    return HEADER.format(at);
  }

  static String document(Instant at) {
    return DOCUMENT.format(at.truncatedTo(ChronoUnit.SECONDS));
  }

  static Optional<Instant> read(String text) {
    try {
      return Optional.of(ZonedDateTime.parse(text, HEADER).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}

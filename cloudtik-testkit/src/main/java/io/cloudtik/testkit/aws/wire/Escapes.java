/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.wire;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Escapes of addresses. */
public final class Escapes {
  private Escapes() {}

  /** Reads a part of a path, in which a plus is a plus. */
  public static String path(String escaped) {
    return URLDecoder.decode(escaped.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Reads a part of a query, in which a plus is a blank. */
  public static String query(String escaped) {
    return URLDecoder.decode(escaped, StandardCharsets.UTF_8);
  }

  /** Escapes a policy as IAM tells it. */
  public static String document(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Escapes a text as lists of objects do: slashes stay. */
  public static String ofKey(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("%2F", "/");
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws;

import java.util.Map;

/**
 * What is answered.
 *
 * @param status of HTTP
 * @param headers of HTTP; the answer to HEAD has the {@code Content-Length} of what it leaves out
 * @param body all of it
 */
public record AwsResponse(int status, Map<String, String> headers, Content body) {
  /** Returns a document of XML. */
  public static AwsResponse xml(int status, String text) {
    return new AwsResponse(
        status, Map.of("Content-Type", "text/xml;charset=UTF-8"), Content.of(text));
  }

  /** Returns a document of JSON. */
  public static AwsResponse json(int status, String text) {
    return new AwsResponse(
        status, Map.of("Content-Type", "application/x-amz-json-1.1"), Content.of(text));
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One request as it came over the wire.
 *
 * @param id the request id of its answer
 * @param service the service that its signature is for, such as {@code ec2}
 * @param region the region that its signature is for
 * @param method of HTTP
 * @param path as it came, still escaped
 * @param query decoded, in the order in which it came
 * @param headers with names in lower case
 * @param body all of it, as it came
 * @param from the address that it came from
 */
public record AwsRequest(
    String id,
    String service,
    String region,
    String method,
    String path,
    Map<String, List<String>> query,
    Map<String, List<String>> headers,
    Content body,
    String from) {
  /** Returns a header, or nothing. */
  public String header(String name) {
    List<String> values = headers.getOrDefault(name, List.of());
    return values.isEmpty() ? "" : values.get(0);
  }

  /** Returns the parameters of a call by the query protocol, of the address and of the body. */
  public Map<String, String> form() {
    Map<String, String> form = new TreeMap<>();
    query.forEach((name, values) -> form.put(name, values.get(0)));
    if (header("content-type").startsWith("application/x-www-form-urlencoded")) {
      form.putAll(Forms.read(body.text()));
    }
    return form;
  }

  /** Says what it is without what is in it. */
  @Override
  public String toString() {
    return service + " " + method + " " + path;
  }
}

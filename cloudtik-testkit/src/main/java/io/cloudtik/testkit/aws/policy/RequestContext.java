/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.policy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keys that conditions ask for, whose case does not count, with their values. Immutable. */
public final class RequestContext {
  private static final String TAG_KEYS = "aws:TagKeys";
  private static final String REQUEST_TAG = "aws:RequestTag/";

  private final Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private RequestContext() {}

  /**
   * Makes one of texts; where a key has several values there is a line for each. The keys of tags
   * that are in the request are known by its tags, where nobody names them.
   */
  public static RequestContext of(Map<String, String> texts) {
    RequestContext context = new RequestContext();
    texts.forEach((key, text) -> context.values.put(key, List.of(text.split("\n", -1))));
    List<String> tags =
        texts.keySet().stream()
            .filter(key -> key.startsWith(REQUEST_TAG))
            .map(key -> key.substring(REQUEST_TAG.length()))
            .toList();
    if (!tags.isEmpty()) {
      context.values.putIfAbsent(TAG_KEYS, tags);
    }
    return context;
  }

  /** Returns the values of a key, or null if the request does not have it. */
  @Nullable List<String> values(String key) {
    return values.get(key);
  }

  /** Returns the one value of a key, or null if there is none or more than one. */
  @Nullable String value(String key) {
    List<String> all = values.get(key);
    return all == null || all.size() != 1 ? null : all.get(0);
  }
}

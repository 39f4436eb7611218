/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.iam;

import io.cloudtik.testkit.aws.AwsPlace;
import io.cloudtik.testkit.aws.AwsRefusal;
import io.cloudtik.testkit.aws.AwsRequest;
import io.cloudtik.testkit.aws.Caller;
import io.cloudtik.testkit.aws.wire.XmlWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One call by the query protocol.
 *
 * @param service such as {@code iam}
 * @param xml what is answered, which is within its result
 */
record QueryCall(
    String service,
    AwsPlace place,
    AwsRequest request,
    Caller caller,
    String action,
    Map<String, String> form,
    XmlWriter xml) {
  String text(String name) {
    return form.getOrDefault(name, "");
  }

  String required(String name) {
    String value = text(name);
    if (value.isEmpty()) {
      throw invalid("The request must contain the parameter %s.".formatted(name));
    }
    return value;
  }

  int number(String name, int otherwise, int least, int most) {
    String text = text(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw invalid(text + " is no number");
    }
    throw invalid(
        "1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: Member must have value between %d and %d"
            .formatted(text, name, least, most));
  }

  List<String> list(String name) {
    List<String> values = new ArrayList<>();
    for (int i = 1; form.containsKey(name + ".member." + i); i++) {
      values.add(text(name + ".member." + i));
    }
    return values;
  }

  Map<String, String> tags() {
    Map<String, String> tags = new TreeMap<>();
    for (int i = 1; form.containsKey("Tags.member." + i + ".Key"); i++) {
      String key = text("Tags.member." + i + ".Key");
      if (tags.put(key, text("Tags.member." + i + ".Value")) != null) {
        throw new AwsRefusal(
            400,
            "InvalidInput",
            "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
      }
    }
    return tags;
  }

  /** Lets the call pass if the caller may do it, or refuses. */
  void may(String resource, Map<String, String> context) {
    may(action, resource, context);
  }

  void may(String what, String resource, Map<String, String> context) {
    Map<String, String> all = new TreeMap<>(context);
    tags().forEach((key, value) -> all.put("aws:RequestTag/" + key, value));
    List<String> keys = list("TagKeys");
    if (!keys.isEmpty()) {
      all.put("aws:TagKeys", String.join("\n", keys));
    }
    place.require(request, caller, service + ":" + what, resource, all);
  }

  static AwsRefusal invalid(String message) {
    return new AwsRefusal(400, "ValidationError", message);
  }
}

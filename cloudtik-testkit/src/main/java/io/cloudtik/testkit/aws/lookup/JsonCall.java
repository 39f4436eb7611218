/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.lookup;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.cloudtik.testkit.aws.AwsPlace;
import io.cloudtik.testkit.aws.AwsRefusal;
import io.cloudtik.testkit.aws.AwsRequest;
import io.cloudtik.testkit.aws.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One call by the JSON protocol.
 *
 * @param service the prefix of its permissions
 * @param invalid the code for what makes no sense
 */
record JsonCall(
    String service,
    AwsPlace place,
    AwsRequest request,
    Caller caller,
    String action,
    JsonObject input,
    String invalid) {
  String text(String name) {
    JsonElement value = input.get(name);
    return value == null || !value.isJsonPrimitive() ? "" : value.getAsString();
  }

  String required(String name) {
    String value = text(name);
    if (value.isEmpty()) {
      throw new AwsRefusal(400, invalid, "The parameter " + name + " is missing");
    }
    return value;
  }

  List<String> list(String name) {
    List<String> values = new ArrayList<>();
    if (input.has(name)) {
      input.getAsJsonArray(name).forEach(each -> values.add(each.getAsString()));
    }
    return values;
  }

  boolean flag(String name) {
    return text(name).equals("true");
  }

  int number(String name, int otherwise, int most) {
    String text = text(name);
    int number = text.isEmpty() ? otherwise : Integer.parseInt(text);
    if (number < 1 || number > most) {
      throw new AwsRefusal(
          400, invalid, "%s must be from 1 to %d, and is %d".formatted(name, most, number));
    }
    return number;
  }

  void may(String resource) {
    place.require(request, caller, service + ":" + action, resource, Map.of());
  }
}

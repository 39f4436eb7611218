/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.lookup;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.cloudtik.testkit.aws.AwsRefusal;
import java.util.List;

/** A part of a list, with what leads to the next. */
final class Page {
  private Page() {}

  static JsonObject of(
      JsonCall call, String name, List<? extends JsonElement> all, int most, String badToken) {
    int from = 0;
    String token = call.text("NextToken");
    if (!token.isEmpty()) {
      if (!token.matches("after-[0-9]{1,6}")) {
        throw new AwsRefusal(400, badToken, "The specified token is not valid.");
      }
      from = Math.min(all.size(), Integer.parseInt(token.substring("after-".length())));
    }
    int to = Math.min(all.size(), from + call.number("MaxResults", most, most));
    JsonArray page = new JsonArray();
    all.subList(from, to).forEach(page::add);
    JsonObject answer = new JsonObject();
    answer.add(name, page);
    if (to < all.size()) {
      answer.addProperty("NextToken", "after-" + to);
    }
    return answer;
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.lookup;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.cloudtik.testkit.aws.AwsPlace;
import io.cloudtik.testkit.aws.AwsRefusal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The list of prices, of which there is one for all regions, in few of them. See <i>Using the AWS
 * Price List Query API</i> of the user guide of billing. Thread-safe.
 */
public final class Pricing extends JsonService {
  private static final Set<String> REGIONS = Set.of("us-east-1", "eu-central-1", "ap-south-1");
  private static final int MOST_LISTED = 100;

  private final Products products;

  /** Makes the service. */
  public Pricing(AwsPlace place) {
    super("pricing", "AWSPriceListService", "InvalidParameterException", place);
    products = new Products(place);
    add("GetProducts", this::get);
  }

  @Override
  boolean isIn(String region) {
    return REGIONS.contains(region);
  }

  private JsonObject get(JsonCall call) {
    String service = call.required("ServiceCode");
    call.may("*");
    Map<String, String> wanted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    if (call.input().has("Filters")) {
      for (JsonElement each : call.input().getAsJsonArray("Filters")) {
        JsonObject filter = each.getAsJsonObject();
        if (!filter.get("Type").getAsString().equals("TERM_MATCH")) {
          throw new AwsRefusal(
              400, "InvalidParameterException", "The emulated list knows TERM_MATCH alone");
        }
        wanted.put(filter.get("Field").getAsString(), filter.get("Value").getAsString());
      }
    }
    List<JsonPrimitive> found =
        products.of(service).stream()
            .filter(product -> product.fits(wanted))
            .map(product -> new JsonPrimitive(product.json()))
            .toList();
    JsonObject answer = Page.of(call, "PriceList", found, MOST_LISTED, "InvalidNextTokenException");
    answer.addProperty("FormatVersion", "aws_v1");
    return answer;
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.lookup;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * One line of the list of prices.
 *
 * @param family of products
 * @param attributes what it is
 * @param unit what is paid for, such as {@code Hrs}
 * @param price of it, in US dollars
 */
record Product(String family, Map<String, String> attributes, String unit, BigDecimal price) {
  private static final String TERM = "JRTCKXETXF";
  private static final String RATE = "6YS6EN2CT7";
  private static final int DIGITS = 10;
  private static final int SKU = 16;

  boolean fits(Map<String, String> wanted) {
    return wanted.entrySet().stream()
        .allMatch(
            each ->
                each.getKey().equalsIgnoreCase("productFamily")
                    ? each.getValue().equalsIgnoreCase(family)
                    : each.getKey().equalsIgnoreCase("ServiceCode")
                        || hasAttribute(each.getKey(), each.getValue()));
  }

  private boolean hasAttribute(String name, String value) {
    return attributes.entrySet().stream()
        .anyMatch(
            each ->
                each.getKey().equalsIgnoreCase(name) && each.getValue().equalsIgnoreCase(value));
  }

  private String sku() {
    byte[] name = (family + attributes).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(name)
        .toString()
        .replace("-", "")
        .substring(0, SKU)
        .toUpperCase(Locale.ROOT);
  }

  String json() {
    String sku = sku();
    JsonObject said = new JsonObject();
    attributes.forEach(said::addProperty);
    JsonObject product = new JsonObject();
    product.addProperty("productFamily", family);
    product.add("attributes", said);
    product.addProperty("sku", sku);
    JsonObject terms = new JsonObject();
    terms.add("OnDemand", in(sku + "." + TERM, onDemand(sku)));
    JsonObject all = new JsonObject();
    all.add("product", product);
    all.addProperty("serviceCode", attributes.getOrDefault("servicecode", ""));
    all.add("terms", terms);
    all.addProperty("version", "20260901000000");
    all.addProperty("publicationDate", "2026-09-01T00:00:00Z");
    return all.toString();
  }

  private JsonObject onDemand(String sku) {
    String rate = sku + "." + TERM + "." + RATE;
    JsonObject usd = new JsonObject();
    usd.addProperty("USD", price.setScale(DIGITS, RoundingMode.HALF_UP).toPlainString());
    JsonObject dimension = new JsonObject();
    dimension.addProperty("unit", unit);
    dimension.addProperty("endRange", "Inf");
    dimension.addProperty(
        "description",
        "$%s per %s".formatted(price.toPlainString(), attributes.getOrDefault("usagetype", "")));
    dimension.add("appliesTo", new JsonArray());
    dimension.addProperty("rateCode", rate);
    dimension.addProperty("beginRange", "0");
    dimension.add("pricePerUnit", usd);
    JsonObject term = new JsonObject();
    term.add("priceDimensions", in(rate, dimension));
    term.addProperty("sku", sku);
    term.addProperty("effectiveDate", "2026-09-01T00:00:00Z");
    term.addProperty("offerTermCode", TERM);
    term.add("termAttributes", new JsonObject());
    return term;
  }

  private static JsonObject in(String name, JsonObject value) {
    JsonObject outer = new JsonObject();
    outer.add(name, value);
    return outer;
  }
}

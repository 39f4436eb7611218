/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import io.cloudtik.testkit.aws.wire.XmlWriter;
import io.cloudtik.testkit.cloud.Thing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How a kind of thing is listed: by ids, by filters, in pages. See the page <i>Pagination</i> of
 * the developer guide of EC2. Immutable once it is made.
 */
final class Listing<T> {
  private final String element;
  private final Function<T, String> id;
  private final Function<T, Map<String, String>> tags;
  private final BiConsumer<XmlWriter, T> row;
  private final Map<String, Function<T, Collection<String>>> filters = new TreeMap<>();
  private final Map<String, Function<T, String>> named = new LinkedHashMap<>();
  private final Map<String, String> notFound = new LinkedHashMap<>();
  private int least = 5;
  private int most = 1_000;

  /**
   * Begins one.
   *
   * @param element what the answer has the items in
   * @param row writes one
   */
  Listing(
      String element,
      Function<T, String> id,
      Function<T, Map<String, String>> tags,
      BiConsumer<XmlWriter, T> row) {
    this.element = element;
    this.id = id;
    this.tags = tags;
    this.row = row;
  }

  static Listing<Thing> ofThings(String element, BiConsumer<XmlWriter, Thing> row) {
    return new Listing<>(element, Thing::id, Thing::labels, row);
  }

  /** Lets a parameter name items, each of which must then be there. */
  Listing<T> byName(String parameter, Function<T, String> value, String refusal) {
    named.put(parameter, value);
    notFound.put(parameter, refusal);
    return this;
  }

  Listing<T> byId(String parameter, String refusal) {
    return byName(parameter, id, refusal);
  }

  /** Lets a filter ask for a value; an empty one is none. */
  Listing<T> filter(String name, Function<T, String> value) {
    return filters(
        name,
        item -> {
          String is = value.apply(item);
          return is.isEmpty() ? List.of() : List.of(is);
        });
  }

  /** Lets a filter ask for one of several values. */
  Listing<T> filters(String name, Function<T, Collection<String>> values) {
    filters.put(name, values);
    return this;
  }

  Listing<T> pages(int smallest, int largest) {
    least = smallest;
    most = largest;
    return this;
  }

  /** Reads the call, requires that it may, and writes what it asks for. */
  void answer(Call call, Supplier<List<T>> source) {
    answer(call, source, this::items);
  }

  /** Writes the items in a way of its own. */
  void answer(Call call, Supplier<List<T>> source, BiConsumer<XmlWriter, List<T>> writer) {
    Params params = call.params();
    Filters<T> wanted = Filters.of(params, filters, tags);
    Map<String, List<String>> names = new LinkedHashMap<>();
    named.keySet().forEach(parameter -> names.put(parameter, params.list(parameter)));
    names.values().removeIf(List::isEmpty);
    int size = params.number("MaxResults", 0);
    String token = params.text("NextToken");
    if (size != 0 && (size < least || size > most)) {
      throw Refusals.of(
          "InvalidParameterValue",
          "Value ( %d ) for parameter maxResults is invalid. Expecting a value from %d to %d.",
          size,
          least,
          most);
    }
    if (size != 0 && !names.isEmpty()) {
      throw Refusals.of(
          "InvalidParameterCombination",
          "The parameters %s and maxResults cannot be used together",
          names.keySet());
    }
    call.may();
    call.begin();
    List<T> found = new ArrayList<>();
    for (T item : named(source.get(), names)) {
      if (wanted.hold(item)) {
        found.add(item);
      }
    }
    int from = token.isEmpty() ? 0 : position(token);
    int to = size == 0 ? found.size() : Math.min(found.size(), from + size);
    writer.accept(call.xml(), found.subList(Math.min(from, found.size()), to));
    if (to < found.size()) {
      call.xml().add("nextToken", token(to));
    }
  }

  private void items(XmlWriter xml, List<T> items) {
    xml.open(element);
    for (T item : items) {
      xml.open("item");
      row.accept(xml, item);
      xml.close();
    }
    xml.close();
  }

  private List<T> named(List<T> all, Map<String, List<String>> names) {
    List<T> found = all;
    for (Map.Entry<String, List<String>> each : names.entrySet()) {
      Function<T, String> value = named.getOrDefault(each.getKey(), id);
      List<T> kept = new ArrayList<>();
      for (String name : each.getValue()) {
        List<T> same = found.stream().filter(it -> value.apply(it).equals(name)).toList();
        if (same.isEmpty()) {
          throw Refusals.of(notFound.getOrDefault(each.getKey(), ""), "'%s' does not exist", name);
        }
        same.stream().filter(it -> !kept.contains(it)).forEach(kept::add);
      }
      found = kept;
    }
    return found;
  }

  private static String token(int position) {
    return Base64.getUrlEncoder()
        .encodeToString(("from " + position).getBytes(StandardCharsets.UTF_8));
  }

  private static int position(String token) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      return Integer.parseInt(text.replace("from ", ""));
    } catch (IllegalArgumentException e) {
      throw Refusals.of("InvalidNextToken", "The token is invalid");
    }
  }
}

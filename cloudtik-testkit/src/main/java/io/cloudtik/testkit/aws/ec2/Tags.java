/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import io.cloudtik.testkit.aws.wire.XmlWriter;
import io.cloudtik.testkit.cloud.Machine;
import io.cloudtik.testkit.cloud.Thing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tags, of whatever can carry them. */
final class Tags {
  private static final Listing<Tag> TAGS =
      new Listing<Tag>("tagSet", Tag::resource, tag -> Map.of(), Tags::row)
          .filter("key", Tag::key)
          .filter("value", Tag::value)
          .filter("resource-id", Tag::resource)
          .filter("resource-type", Tag::type);

  private Tags() {}

  private record Tag(String key, String value, String resource, String type) {}

  static void addTo(Map<String, Action> actions) {
    actions.put("CreateTags", call -> change(call, true));
    actions.put("DeleteTags", call -> change(call, false));
    actions.put("DescribeTags", call -> TAGS.answer(call, () -> all(call.estate())));
  }

  static void write(XmlWriter xml, Map<String, String> tags) {
    xml.open("tagSet");
    tags.forEach((key, value) -> xml.open("item").add("key", key).add("value", value).close());
    xml.close();
  }

  private static void row(XmlWriter xml, Tag tag) {
    xml.add("resourceId", tag.resource()).add("resourceType", tag.type());
    xml.add("key", tag.key()).add("value", tag.value());
  }

  /** Returns the type of what has an id, also if it is not there. */
  static String type(Estate estate, String id) {
    for (Kind kind : Kind.values()) {
      if (id.startsWith(kind.prefix()) && !kind.type().isEmpty()) {
        return kind.type();
      }
    }
    return "instance";
  }

  private static List<Tag> all(Estate estate) {
    List<Tag> all = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (Thing thing : estate.seen(kind)) {
        thing.labels().forEach((k, v) -> all.add(new Tag(k, v, thing.id(), kind.type())));
      }
    }
    for (Machine machine : estate.machines().seen(InstanceRows.STATED).keySet()) {
      new TreeMap<>(machine.labels())
          .forEach((k, v) -> all.add(new Tag(k, v, machine.id(), "instance")));
    }
    return all;
  }

  private static void change(Call call, boolean adds) {
    List<String> ids = call.params().list("ResourceId");
    Map<String, String> tags = Call.tags(call.params());
    if (ids.isEmpty()) {
      throw Refusals.missing("ResourceId");
    }
    ids.forEach(id -> call.mayTag(id, tags));
    call.begin();
    Estate estate = call.estate();
    ids.forEach(id -> require(estate, id));
    for (String id : ids) {
      Map<String, String> next = new TreeMap<>(labels(estate, id));
      if (adds) {
        next.putAll(tags);
      } else if (tags.isEmpty()) {
        next.clear();
      } else {
        tags.forEach(
            (key, value) -> {
              // A value that is given must be the one that is there.
              if (value.isEmpty() || value.equals(next.get(key))) {
                next.remove(key);
              }
            });
      }
      if (estate.things().find(id).isPresent()) {
        estate.things().relabel(id, next);
      } else {
        estate.requireMachine(id).relabel(next);
      }
    }
    call.done();
  }

  private static void require(Estate estate, String id) {
    for (Kind kind : Kind.values()) {
      if (id.startsWith(kind.prefix()) && !kind.type().isEmpty()) {
        estate.require(kind, id);
        return;
      }
    }
    if (!id.startsWith("i-")) {
      throw Refusals.of("InvalidID", "The ID '%s' is not valid", id);
    }
    estate.requireMachine(id);
  }

  private static Map<String, String> labels(Estate estate, String id) {
    return estate
        .things()
        .find(id)
        .map(Thing::labels)
        .orElseGet(() -> estate.requireMachine(id).labels());
  }
}

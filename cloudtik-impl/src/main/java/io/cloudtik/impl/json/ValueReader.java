/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Reads a value type through its builder, so that the same rules hold as for users. */
final class ValueReader extends JsonDeserializer<Object> {
  private final ValueType type;

  /** Those of collections are made anew by each search, so each attribute keeps its own. */
  private final Map<String, JsonDeserializer<Object>> readers = new ConcurrentHashMap<>();

  ValueReader(ValueType type) {
    this.type = type;
  }

  @Override
  public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    if (!parser.hasToken(JsonToken.START_OBJECT)) {
      return context.handleUnexpectedToken(type.type(), parser);
    }
    Object builder = type.newBuilder();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      ValueType.@Nullable Attribute attribute = type.attributes().get(name);
      if (parser.nextToken() == JsonToken.VALUE_NULL || attribute == null) {
        parser.skipChildren();
        continue;
      }
      Object value = read(name, attribute, parser, context);
      if (value != null) {
        attribute.set(builder, value);
      }
    }
    return type.build(builder);
  }

  private @Nullable Object read(
      String name, ValueType.Attribute attribute, JsonParser parser, DeserializationContext context)
      throws IOException {
    @Nullable JsonDeserializer<Object> reader = readers.get(name);
    if (reader == null) {
      Type wanted = attribute.valueType();
      reader =
          context.findRootValueDeserializer(
              context
                  .getTypeFactory()
                  .constructType(wanted == OptionalInt.class ? int.class : wanted));
      readers.put(name, reader);
    }
    try {
      return reader.deserialize(parser, context);
    } catch (JsonMappingException e) {
      e.prependPath(type.type(), name);
      throw e;
    }
  }
}

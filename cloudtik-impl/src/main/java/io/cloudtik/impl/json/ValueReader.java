/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.OptionalInt;

/** Reads a value type through its builder, so that the same rules hold as for users. */
final class ValueReader extends JsonDeserializer<Object> {
  private final ValueType type;

  ValueReader(ValueType type) {
    this.type = type;
  }

  @Override
  public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    JsonNode tree = parser.readValueAsTree();
    Object builder = type.newBuilder();
    for (Map.Entry<String, ValueType.Attribute> entry : type.attributes().entrySet()) {
      JsonNode node = tree.get(entry.getKey());
      if (node == null || node.isNull()) {
        continue;
      }
      Type wanted = entry.getValue().valueType();
      JavaType javaType =
          context.getTypeFactory().constructType(wanted == OptionalInt.class ? int.class : wanted);
      Object value = context.readTreeAsValue(node, javaType);
      if (value != null) {
        entry.getValue().set(builder, value);
      }
    }
    return type.build(builder);
  }
}

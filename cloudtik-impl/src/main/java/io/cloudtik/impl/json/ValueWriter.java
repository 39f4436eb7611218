/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Writes a value type attribute by attribute, leaving out what is not set. */
final class ValueWriter extends JsonSerializer<Object> {
  private final ValueType type;

  ValueWriter(ValueType type) {
    this.type = type;
  }

  @Override
  public void serialize(Object value, JsonGenerator out, SerializerProvider provider)
      throws IOException {
    out.writeStartObject();
    Optional<String> discriminator = type.discriminator();
    if (discriminator.isPresent()) {
      out.writeStringField(ValueType.TYPE, discriminator.get());
    }
    for (Map.Entry<String, ValueType.Attribute> entry : type.attributes().entrySet()) {
      Object attribute = ValueType.invoke(entry.getValue().accessor(), value);
      if (attribute instanceof Optional<?> optional) {
        if (optional.isEmpty()) {
          continue;
        }
        attribute = optional.get();
      } else if (attribute instanceof OptionalInt optional) {
        if (optional.isEmpty()) {
          continue;
        }
        attribute = optional.getAsInt();
      }
      provider.defaultSerializeField(entry.getKey(), attribute, out);
    }
    out.writeEndObject();
  }
}

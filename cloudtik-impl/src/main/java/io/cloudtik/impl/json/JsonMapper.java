/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper.Builder;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one configured mapper behind {@link Json}. */
final class JsonMapper {
  private static final ObjectMapper MAPPER = mapper();

  private JsonMapper() {}

  private static ObjectMapper mapper() {
    Builder builder =
        com.fasterxml.jackson.databind.json.JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .addModule(new CloudTikModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS));
    return builder.build();
  }

  static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new CloudTikException(
          ErrorCode.INTERNAL, "cannot write " + value.getClass().getName() + " as JSON", e);
    }
  }

  static <T> T read(String json, Class<T> type) {
    try {
      return requireValue(MAPPER.readValue(json, type), json, type);
    } catch (JsonProcessingException e) {
      throw corrupt(json, type, e);
    }
  }

  static <T> List<T> readList(String json, Class<T> element) {
    try {
      List<T> list =
          MAPPER.readValue(
              json, MAPPER.getTypeFactory().constructCollectionType(List.class, element));
      return requireValue(list, json, element);
    } catch (JsonProcessingException e) {
      throw corrupt(json, element, e);
    }
  }

  static Optional<String> property(String json, String name) {
    try {
      JsonNode node = MAPPER.readTree(json).get(name);
      return node != null && node.isValueNode() && !node.isNull()
          ? Optional.of(node.asText())
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  static String with(String json, String name, String value) {
    try {
      if (MAPPER.readTree(json) instanceof ObjectNode object) {
        return MAPPER.writeValueAsString(object.put(name, value));
      }
      throw corrupt(json, Map.class, null);
    } catch (JsonProcessingException e) {
      throw corrupt(json, Map.class, e);
    }
  }

  private static <T> T requireValue(T value, String json, Class<?> type) {
    if (value == null) {
      throw corrupt(json, type, null);
    }
    return value;
  }

  private static CloudTikException corrupt(
      String json, Class<?> type, @Nullable JsonProcessingException e) {
    // The original message may quote the content, which may hold a secret; only its place is kept.
    String place =
        e == null || e.getLocation() == null
            ? ""
            : " at line "
                + e.getLocation().getLineNr()
                + ", column "
                + e.getLocation().getColumnNr();
    CloudTikException cause =
        e != null && e.getCause() instanceof CloudTikException known ? known : null;
    String why = cause == null ? "" : ": " + cause.getMessage();
    return new CloudTikException(
        ErrorCode.STORE_CORRUPT,
        "expected JSON of a %s, got %d characters that do not fit%s%s"
            .formatted(type.getSimpleName(), json.length(), place, why),
        cause);
  }
}

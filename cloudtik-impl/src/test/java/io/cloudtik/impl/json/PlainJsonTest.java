/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.impl.bootstrap.RedisEndpoints;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PlainJsonTest {
  @Test
  void whatIsWrittenIsReadAgain() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("text", "\"ö\n");
    object.put("number", 7);
    object.put("large", 1L << 40);
    object.put("fraction", 0.5);
    object.put("flag", true);
    object.put("nothing", null);
    object.put("object", Map.of("list", Arrays.asList(1, "a", List.of(), null)));

    assertThat(PlainJson.read(PlainJson.write(object))).isEqualTo(object);
  }

  @Test
  void whatIsNoObjectIsRefusedWithoutTellingWhatItIs() {
    for (String text : List.of("", "7", "[]", "{", "{} secret", "{\"secret\": secret}")) {
      assertThatThrownBy(() -> PlainJson.read(text))
          .isInstanceOf(CloudTikException.class)
          .hasMessageContaining(text.length() + " characters")
          .message()
          .doesNotContain("secret");
    }
  }

  @Test
  void endpointsOfRedisAreReadAsTheyWereWritten() {
    RedisEndpoints endpoints = new RedisEndpoints("127.0.0.1", 6379, List.of(6380, 6381));

    assertThat(RedisEndpoints.parse(Json.write(endpoints))).isEqualTo(endpoints);
    assertThatThrownBy(() -> RedisEndpoints.parse("{\"host\":\"h\",\"shardPorts\":[]}"))
        .isInstanceOf(CloudTikException.class)
        .hasMessageContaining("primaryPort")
        .hasMessageContaining("got JSON with [host, shardPorts]");
  }
}

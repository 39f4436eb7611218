/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.error.InvalidSpecException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobReferenceTest {
  @Test
  void whatItWritesItReads() {
    JobReference reference = JobReference.of("ws", "etl", "etl-0123abcd");

    assertThat(JobReference.fromJson(reference.toJson())).isEqualTo(reference);
    assertThat(
            JobReference.fromJson(
                " { \"job\" : \"etl-0123abcd\" , \"workspace\":\"ws\","
                    + "\"cluster\":\"etl\", \"new\":\"x\" } "))
        .isEqualTo(reference);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "null", "{\"workspace\":\"a\"}", "[1]", "{\"job\":\"a b\"}"})
  void anythingElseIsRefused(String json) {
    assertThatThrownBy(() -> JobReference.fromJson(json))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining("job reference");
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SecretTokenTest {
  @Test
  void theFileHasTheSecretUnderTheNameThatSparkLooksFor() {
    String file = new String(SecretToken.encode("abc"), StandardCharsets.ISO_8859_1);
    assertThat(file).isEqualTo("HDTS\0\0\1\u000bsparkCookie\3abc");
  }

  @Test
  void aSecretThatDoesNotFitIsRefusedWithoutShowingIt() {
    String secret = "x".repeat(128);
    assertThatThrownBy(() -> SecretToken.encode(secret))
        .hasMessageContaining("it has 128")
        .hasMessageNotContaining(secret);
    assertThatThrownBy(() -> SecretToken.encode("")).hasMessageContaining("it has 0");
  }
}

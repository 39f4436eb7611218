/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.model.AuthConfig;
import io.cloudtik.error.InvalidSpecException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryLoginsTest {
  private static final String AUTH =
      Base64.getEncoder().encodeToString("ann:s3:cret".getBytes(StandardCharsets.UTF_8));
  private static final String FILE =
      "{\"auths\":{\"https://index.docker.io/v1/\":{\"auth\":\"%s\"},\"r.example.com:5000\":{\"auth\":\"%s\"},\"t.example.com\":{\"identitytoken\":\"t0ken\"}}}"
          .formatted(AUTH, AUTH);

  @ParameterizedTest
  @CsvSource({
    "node, true",
    "team/node:1, true",
    "docker.io/team/node:1, true",
    "r.example.com:5000/team/node, true",
    "t.example.com/node, true",
    "other.example.com/node, false",
    "localhost/node, false"
  })
  void theLoginIsThatOfTheRegistryInTheName(String image, boolean known) {
    assertThat(RegistryLogins.parse(FILE).of(image).isPresent()).isEqualTo(known);
  }

  @Test
  void userAndPasswordAreWhatDockerLoginWrote() {
    AuthConfig login = RegistryLogins.parse(FILE).of("r.example.com:5000/x").orElseThrow();

    assertThat(login.getUsername()).isEqualTo("ann");
    assertThat(login.getPassword()).isEqualTo("s3:cret");
    assertThat(RegistryLogins.parse(FILE))
        .asString()
        .contains("r.example.com")
        .doesNotContain(AUTH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "s3cret",
        "{\"auths\":{}}",
        "{\"auths\":{\"a.b\":{}},\"credsStore\":\"s3cret\"}",
        "{\"auths\":{\"a.b\":{\"auth\":\"!s3cret!\"}}}"
      })
  void whatHasNoLoginsIsRefusedWithoutItsContent(String file) {
    assertThatThrownBy(() -> RegistryLogins.parse(file))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining("container.registryLogins")
        .hasMessageNotContaining("s3cret");
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What comes into the API stays; so each change of it is seen in review as a change of a file. */
final class PublicSignaturesTest {
  private static final String UPDATE = "cloudtik.updateApi";

  @Test
  void areThoseOfTheCommittedList() throws IOException {
    Path golden = House.root().resolve("cloudtik-architecture-tests/src/test/resources/api.txt");
    List<String> now = PublicSignatures.lines();
    if (Boolean.getBoolean(UPDATE)) {
      Files.write(golden, now);
    }
    assertThat(now)
        .as("public signatures; if the change is meant, run build/update-api and commit api.txt")
        .containsExactlyElementsOf(Files.readAllLines(golden));
  }

  @Test
  void nameNoTypeOfOthers() {
    assertThat(PublicSignatures.lines())
        .hasSizeGreaterThan(100)
        .allSatisfy(
            line ->
                assertThat(PublicSignatures.typesIn(line))
                    .as(line)
                    .allMatch(name -> name.startsWith("java.") || name.startsWith("io.cloudtik.")));
  }
}

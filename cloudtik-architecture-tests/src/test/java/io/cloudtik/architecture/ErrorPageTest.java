/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.error.ErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of errors has each code once, with its category, what happened and what to do. */
class ErrorPageTest {
  private static final Pattern ROW =
      Pattern.compile(
          "^\\| `([A-Z_]+)` \\| ([A-Z]+) \\| (.{20,}) \\| (.{5,}) \\|$", Pattern.MULTILINE);

  @Test
  void everyCodeIsExplained() {
    Matcher rows = ROW.matcher(House.read(House.root().resolve("docs/errors.md")));
    List<String> found = new ArrayList<>();
    while (rows.find()) {
      found.add(rows.group(1) + " " + rows.group(2));
    }

    assertThat(found)
        .containsExactlyElementsOf(
            Arrays.stream(ErrorCode.values())
                .map(code -> code.name() + " " + code.category())
                .toList());
  }
}

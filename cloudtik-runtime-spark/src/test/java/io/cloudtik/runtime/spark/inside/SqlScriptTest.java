/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark.inside;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqlScriptTest {
  @Test
  void statementsEndAtSemicolons() {
    assertThat(SqlScript.statements("SELECT 1;\n ;SELECT 2 ;"))
        .containsExactly("SELECT 1", "SELECT 2");
    assertThat(SqlScript.statements("SELECT 3")).containsExactly("SELECT 3");
    assertThat(SqlScript.statements(" -- nothing\n")).isEmpty();
  }

  @Test
  void semicolonsInQuotesBelongToTheStatement() {
    assertThat(SqlScript.statements("SELECT 'a;b', \"c;\", `d;e`; SELECT 'it''s; \\'; fine'"))
        .containsExactly("SELECT 'a;b', \"c;\", `d;e`", "SELECT 'it''s; \\'; fine'");
  }

  @Test
  void commentsAreLeftOutAndHintsAreKept() {
    assertThat(SqlScript.statements("SELECT /* ; */ 1 -- one; more\n+ 2; SELECT /*+ HINT */ 3"))
        .containsExactly("SELECT   1 \n+ 2", "SELECT /*+ HINT */ 3");
  }

  @Test
  void dashesInQuotesAreNoComment() {
    assertThat(SqlScript.statements("SELECT '--', 1")).containsExactly("SELECT '--', 1");
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.NodeState;
import io.cloudtik.impl.state.Command;
import io.cloudtik.impl.state.StateKeys;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandsTest {
  private final Simulation cluster = new Simulation(Specs.workers(1));

  private String answer(Map<String, String> fields) {
    cluster.run(3);
    cluster.state.append(StateKeys.COMMANDS, fields, 0);
    cluster.run(1);
    return cluster.reply(fields.getOrDefault("id", ""));
  }

  private static Map<String, String> command(String type, int protocol, String body) {
    return Map.of("id", "c", "type", type, "protocol", protocol + "", "body", body);
  }

  @Test
  void aSizeIsStoredBeforeItIsAnswered() {
    assertThat(answer(command("scale", 1, "{\"group\":\"workers\",\"workers\":\"3\"}")))
        .isEqualTo("{\"ok\":true}");
    assertThat(cluster.desired().workers()).containsEntry("workers", 3);
  }

  @Test
  void theSameIdTwiceIsAppliedOnce() {
    cluster.run(3);
    cluster.command("a", Command.SCALE, Map.of("group", "workers", "workers", "3"));
    cluster.run(1);
    cluster.command("b", Command.SCALE, Map.of("group", "workers", "workers", "2"));
    cluster.command("a", Command.SCALE, Map.of("group", "workers", "workers", "3"));

    cluster.run(10);

    assertThat(cluster.reply("a")).isEqualTo("{\"ok\":true}");
    assertThat(cluster.workers(NodeState.READY)).hasSize(2);
  }

  @Test
  void anotherControllerGoesOnBehindTheLastCommand() {
    cluster.run(3);
    cluster.command("a", Command.SCALE, Map.of("group", "workers", "workers", "3"));
    cluster.run(2);
    cluster.state.expire(StateKeys.reply("a"));
    cluster.replaceController();

    cluster.run(30);

    assertThat(cluster.reply("a")).isEqualTo("none");
    assertThat(cluster.workers(NodeState.READY)).hasSize(3);
  }

  @Test
  void aGroupThatIsNotThereIsAnsweredWithThoseThatAre() {
    assertThat(answer(command("scale", 1, "{\"group\":\"gpus\",\"workers\":\"3\"}")))
        .contains("error", "no worker group 'gpus'", "[workers]");
  }

  @Test
  void aNumberThatIsNoneIsAnsweredWithTheRange() {
    assertThat(answer(command("scale", 1, "{\"group\":\"workers\",\"workers\":\"-1\"}")))
        .contains("expected 0 to 10000, got '-1'");
  }

  @Test
  void anUnknownCommandIsAnswered() {
    assertThat(answer(command("dance", 1, "{}"))).contains("no command 'dance'", "scale");
  }

  @Test
  void aClientTwoProtocolsAwayIsToldSo() {
    assertThat(answer(command("scale", 3, "{}"))).contains("protocol '3'", "this cluster 1");
    assertThat(answer(Map.of("id", "e", "type", "scale", "protocol", "-1", "body", "{}")))
        .contains("protocol '-1'", "they may differ by one", "PROTOCOL_MISMATCH");
  }

  @Test
  void aClientOneProtocolAwayIsServed() {
    String newer = "{\"group\":\"workers\",\"workers\":\"3\",\"reason\":{\"new\":[1]}}";
    assertThat(answer(command("scale", 2, newer))).isEqualTo("{\"ok\":true}");
    assertThat(cluster.desired().workers()).containsEntry("workers", 3);
    String older = "{\"group\":\"workers\",\"workers\":\"1\"}";
    assertThat(answer(Map.of("id", "d", "type", "scale", "protocol", "0", "body", older)))
        .isEqualTo("{\"ok\":true}");
  }

  @Test
  void aBodyThatIsNoJsonIsAnswered() {
    assertThat(answer(command("scale", 1, "{oops"))).contains("body", "cannot be read");
  }

  @Test
  void aJobThatNobodyRecordedIsAnswered() {
    assertThat(answer(command("submit", 1, "{\"job\":\"../x\"}"))).contains("no job '../x'");
    assertThat(cluster.reply("c")).contains("error");
  }
}

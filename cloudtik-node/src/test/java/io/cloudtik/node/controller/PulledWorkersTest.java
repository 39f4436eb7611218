/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.NodeState;
import io.cloudtik.event.Event;
import org.junit.jupiter.api.Test;

/** How a controller deals with machines that set themselves up. */
class PulledWorkersTest {
  private final Simulation cluster = new Simulation(Specs.workers(1));

  @Test
  void aMachineIsLaunchedWithTheScriptOfItsSlot() {
    cluster.run(5);

    assertThat(cluster.cloud.scripts).containsEntry("workers-1", "the script of workers");
  }

  @Test
  void aMachineThatNeverJoinsIsReplacedAndItsConsoleIsTold() {
    cluster.nodes.silent.add("workers-1");
    cluster.cloud.console = "one\ntwo\nthree\nfour\nfive\nno route to the head";
    cluster.run(16 * 60);

    assertThat(cluster.events().stream().map(Event::message))
        .anySatisfy(
            message ->
                assertThat(message)
                    .contains("it was not set up within PT15M")
                    .contains("two | three | four | five | no route to the head")
                    .doesNotContain("one |"));
    assertThat(cluster.workers(NodeState.READY)).containsExactly("workers-2");
    assertThat(cluster.nodes.forgotten).contains("workers-1");
  }
}

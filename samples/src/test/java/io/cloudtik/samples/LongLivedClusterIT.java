/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.NodeState;
import io.cloudtik.event.Event;
import io.cloudtik.event.NodeEvent;
import io.cloudtik.event.Step;
import io.cloudtik.event.StepEvent;
import io.cloudtik.event.StepState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class LongLivedClusterIT {
  @RegisterExtension final TemporaryHome home = new TemporaryHome();

  @Test
  void theClusterGrowsAndShrinksAndTellsEachStep() throws Exception {
    List<Event> events = Collections.synchronizedList(new ArrayList<>());
    assertThat(LongLivedCluster.live(home.provider(), events::add).leftBehind()).isEmpty();
    assertThat(events)
        .filteredOn(StepEvent.class::isInstance)
        .map(StepEvent.class::cast)
        .filteredOn(step -> step.state() == StepState.FINISHED)
        .extracting(StepEvent::step)
        .contains(
            Step.CREATE_HEAD,
            Step.SET_UP_HEAD,
            Step.CREATE_WORKERS,
            Step.SET_UP_WORKERS,
            Step.SCALE);
    assertThat(events)
        .filteredOn(NodeEvent.class::isInstance)
        .map(NodeEvent.class::cast)
        .filteredOn(node -> node.to() == NodeState.READY)
        .extracting(NodeEvent::node)
        .contains("workers-2", "workers-3");
  }
}

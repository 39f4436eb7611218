/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.node.controller.decide.Decision;
import io.cloudtik.spi.provider.SlotObservation;
import io.cloudtik.spi.runtime.EndpointSpec;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what was decided, one thing after the other; what fails harms none of the others. */
final class Actor {
  private static final Logger logger = LoggerFactory.getLogger(Actor.class);

  private final NodeActions nodes;
  private final JobActions jobs;
  private final ClusterEnd end;
  private final HeartbeatWatch heartbeats;
  private final Leadership leadership;
  private final FailureLog failures;
  private boolean awaitedAnew;

  Actor(
      NodeActions nodes,
      JobActions jobs,
      ClusterEnd end,
      HeartbeatWatch heartbeats,
      Leadership leadership,
      FailureLog failures) {
    this.nodes = nodes;
    this.jobs = jobs;
    this.end = end;
    this.heartbeats = heartbeats;
    this.leadership = leadership;
    this.failures = failures;
  }

  /** Acts on what was seen; stops as soon as the lease is lost. */
  void act(
      List<Decision> decisions, Map<String, SlotObservation> slots, List<EndpointSpec> published) {
    for (Decision decision : decisions) {
      if (!leadership.held()) {
        return;
      }
      failures.guard(kind(decision), () -> act(decision, slots, published));
    }
  }

  /** What is done to whom: {@code MoveNode[node=workers-1}, so that one failure hides no other. */
  private static String kind(Decision decision) {
    String text = decision.toString();
    int end = text.indexOf(',');
    return end < 0 ? text : text.substring(0, end);
  }

  private void act(
      Decision decision, Map<String, SlotObservation> slots, List<EndpointSpec> published) {
    if (decision instanceof Decision.Adopt adopt) {
      nodes.adopt(adopt);
    } else if (decision instanceof Decision.AddNodes add) {
      nodes.add(add);
    } else if (decision instanceof Decision.Launch launch) {
      nodes.launch(launch);
    } else if (decision instanceof Decision.BootstrapNode bootstrap) {
      nodes.bootstrap(bootstrap.node(), slots, published);
    } else if (decision instanceof Decision.MoveNode move) {
      nodes.move(move, slots);
    } else if (decision instanceof Decision.Terminate terminate) {
      nodes.terminate(terminate);
    } else if (decision instanceof Decision.ForgetNode forget) {
      nodes.forget(forget.node());
    } else if (decision instanceof Decision.AwaitHeartbeats await) {
      logger.warn("heartbeats=awaited-anew reason={}", await.reason());
      awaitedAnew = true;
      heartbeats.awaitAnew();
    } else {
      actOnJob(decision);
    }
  }

  private void actOnJob(Decision decision) {
    if (decision instanceof Decision.AssignJob assign) {
      jobs.assign(assign);
    } else if (decision instanceof Decision.RunJob run) {
      jobs.run(run.job(), run.node());
    } else if (decision instanceof Decision.UpdateJob update) {
      jobs.update(update);
    } else if (decision instanceof Decision.ExplainJob explain) {
      jobs.explain(explain);
    } else if (decision instanceof Decision.RestartJob restart) {
      jobs.restart(restart);
    } else if (decision instanceof Decision.CancelJob cancel) {
      jobs.cancel(cancel.job(), cancel.node());
    } else if (decision instanceof Decision.FinishJob finish) {
      jobs.finish(finish);
    } else if (decision instanceof Decision.EndCluster endCluster) {
      end.begin(endCluster.reason());
    } else if (decision instanceof Decision.EndHead) {
      end.finish();
    }
  }

  /** Says whether heartbeats were awaited anew since many workers fell silent. */
  boolean awaitedAnew() {
    return awaitedAnew;
  }

  void nobodyIsSilent() {
    awaitedAnew = false;
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws;

import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.provider.CallPacer;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.spi.provider.LaunchRequest;
import io.cloudtik.spi.provider.Offering;
import io.cloudtik.spi.provider.ProviderContext;
import io.cloudtik.spi.store.WriteCondition;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Does what a head does with its provider; loaded by a class loader that has what a head has. */
public final class HeadProbe implements Function<Map<String, String>, String> {
  /** Makes it. */
  public HeadProbe() {}

  @Override
  public String apply(Map<String, String> options) {
    AwsFactory factory = new AwsFactory();
    try (CloudProvider provider =
        factory.open(factory.decode(options), new Head(Clock.systemUTC()))) {
      provider.storage().documents().write("probe", "text", WriteCondition.always(), null);
      Offering offering =
          provider.workerOfferings(WorkerGroupSpec.builder().cpus(1).build()).get(0);
      provider.launch(
          LaunchRequest.builder()
              .cluster("etl")
              .clusterUid("etl-1")
              .slots(List.of("workers-1", "workers-2"))
              .offering(offering)
              .putBootScripts("workers-1", "#!/bin/sh\n")
              .putBootScripts("workers-2", "#!/bin/sh\n")
              .build());
      int seen = provider.observe("etl-1").size();
      provider.terminate("etl-1", Set.of("workers-1", "workers-2"));
      int left = provider.inventory("etl-1").size();
      // Whether there is something on it yet does not matter: a head may ask.
      String unused = provider.console("etl-1", "workers-1");
      return "%d machines seen, %s left, rights %s, %s"
          .formatted(
              seen,
              left > 0 ? "some" : "none",
              provider.jobRights().orElseThrow().text().length() > 100 ? "there" : "missing",
              provider.metadataAddresses());
    }
  }

  /** What the engine hands to the provider on a head. */
  record Head(Clock clock) implements ProviderContext {
    @Override
    public String workspace() {
      return "demo";
    }

    @Override
    public boolean onHead() {
      return true;
    }

    @Override
    public CallPacer pacer(String budget, int burst, double perSecond) {
      return new CallPacer() {
        @Override
        public void take() {}

        @Override
        public Duration tryTake(int count) {
          return Duration.ZERO;
        }

        @Override
        public void throttled(Duration retryAfter) {}
      };
    }
  }
}

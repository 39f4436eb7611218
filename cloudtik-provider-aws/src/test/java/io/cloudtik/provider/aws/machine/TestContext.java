/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.machine;

import io.cloudtik.spi.provider.CallLog;
import io.cloudtik.spi.provider.CallPacer;
import io.cloudtik.spi.provider.ProviderContext;
import io.cloudtik.testkit.Unpaced;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/** Paces nothing, and takes down the names of calls. Thread-safe. */
final class TestContext implements ProviderContext {
  private final Clock clock;
  private final List<String> made = Collections.synchronizedList(new ArrayList<>());

  TestContext(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String workspace() {
    return "demo";
  }

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public CallPacer pacer(String budget, int burst, double perSecond) {
    return new Unpaced();
  }

  @Override
  public CallLog calls() {
    return new CallLog() {
      @Override
      public <T> T call(String name, String target, Supplier<T> call) {
        made.add(name);
        return call.get();
      }
    };
  }

  List<String> made() {
    return List.copyOf(made);
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.event.Event;
import io.cloudtik.impl.discovery.Discovery;
import io.cloudtik.impl.execute.PatientProvider;
import io.cloudtik.impl.execute.Progress;
import io.cloudtik.impl.execute.Retry;
import io.cloudtik.impl.execute.WorkspaceGraph;
import io.cloudtik.impl.machine.EngineContext;
import io.cloudtik.impl.wait.Time;
import io.cloudtik.spec.ProviderConfig;
import io.cloudtik.spi.provider.CallLog;
import io.cloudtik.spi.provider.CallPacer;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.spi.provider.ProviderContext;
import io.cloudtik.testkit.Unpaced;
import io.cloudtik.testkit.aws.EmulatedAws;
import io.cloudtik.testkit.cloud.CloudClient;
import io.cloudtik.testkit.cloud.CloudLimits;
import io.cloudtik.testkit.cloud.Machine;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The provider of AWS, over the wire and with the SDK, to an emulated AWS whose time is that of the
 * simulation. The provider must be on the class path; its credentials are properties of the JVM
 * while this is open.
 */
public final class AwsAccess implements CloudAccess {
  private static final String KEY = "aws.accessKeyId";
  private static final String SECRET = "aws.secretAccessKey";

  /** Ends the user agent of each client of the SDK that is made from now on. */
  private static final String AGENT = "sdk.ua.appId";

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final SimulatedCloud cloud;
  private final EmulatedAws aws;
  private final ProviderConfig config;
  private final List<CloudProvider> opened = new ArrayList<>();

  /**
   * Starts an AWS.
   *
   * @param config what is used of it, at that address
   */
  public AwsAccess(long seed, CloudLimits limits, Function<URI, ProviderConfig> config) {
    cloud = SimulatedCloud.of(seed, limits);
    aws = EmulatedAws.on(cloud).atSpeed(0).start();
    this.config = config.apply(aws.endpoint());
    System.setProperty(KEY, aws.accessKeyId());
    System.setProperty(SECRET, aws.secretAccessKey());
  }

  @Override
  public SimulatedCloud cloud() {
    return cloud;
  }

  @Override
  public String provider() {
    return config.provider();
  }

  @Override
  public CloudClient process(String name) {
    // No marker is the beginning of another one.
    return aws.client(name + "-");
  }

  @Override
  public CloudProvider open(CloudClient process, EngineContext context) {
    System.setProperty(AGENT, process.name());
    CloudProvider provider =
        Discovery.provider(config.provider()).open(config, new OfProcess(process, context));
    // The SDK takes the user agent when a client is made, and that of EC2 with its first use.
    provider.observe("none");
    opened.add(provider);
    return provider;
  }

  @Override
  public void make(CloudProvider provider, Time time) {
    CloudProvider patient = new PatientProvider(provider, new Retry(time, PATIENCE));
    cloud
        .time()
        .run(
            () -> {
              new WorkspaceGraph("demo", patient, cloud.time().executor(), time)
                  .create(new Silent(time.clock()), () -> {});
              return "made";
            });
    // EC2 hears of an instance profile some seconds after it was made.
    time.pause(Duration.ofSeconds(10));
  }

  /** As the provider writes them down: a prefix with numbers and ranges, or one slot. */
  @Override
  public String slot(Machine machine) {
    String[] words = machine.label("cloudtik-slots").split(" ", -1);
    if (words.length == 1) {
      return words[0];
    }
    List<String> slots = new ArrayList<>();
    for (String word : List.of(words).subList(1, words.length)) {
      String[] range = word.split(":", -1);
      int last = Integer.parseInt(range[range.length - 1]);
      for (int number = Integer.parseInt(range[0]); number <= last; number++) {
        slots.add(words[0] + number);
      }
    }
    return slots.get(Integer.parseInt(machine.property("index")));
  }

  @Override
  public void close() {
    opened.forEach(CloudProvider::close);
    System.clearProperty(KEY);
    System.clearProperty(SECRET);
    System.clearProperty(AGENT);
    aws.close();
    cloud.close();
  }

  /** What a process is given: a process that was stopped makes no call, and hears of none. */
  private record OfProcess(CloudClient process, EngineContext context) implements ProviderContext {
    @Override
    public String workspace() {
      return context.workspace();
    }

    @Override
    public Clock clock() {
      return context.clock();
    }

    @Override
    public boolean onHead() {
      return process.name().startsWith("head");
    }

    /** Other budgets are of the whole JVM, which has several clouds with times of their own. */
    @Override
    public CallPacer pacer(String budget, int burst, double perSecond) {
      return new Unpaced();
    }

    @Override
    public CallLog calls() {
      return new CallLog() {
        @Override
        public <T> T call(String name, String target, Supplier<T> call) {
          process.requireRunning();
          try {
            T answer = call.get();
            process.requireRunning();
            return answer;
          } catch (RuntimeException e) {
            process.requireRunning();
            throw e;
          }
        }
      };
    }
  }

  private record Silent(Clock clock) implements Progress {
    @Override
    public String subject() {
      return "demo";
    }

    @Override
    public void tell(Event event) {}

    @Override
    public void checkCancelled() {}
  }
}

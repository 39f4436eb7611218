/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws;

import io.cloudtik.Retained;
import io.cloudtik.error.ProviderException;
import io.cloudtik.event.Event;
import io.cloudtik.impl.execute.PatientProvider;
import io.cloudtik.impl.execute.Progress;
import io.cloudtik.impl.execute.Retry;
import io.cloudtik.impl.execute.WorkspaceGraph;
import io.cloudtik.impl.wait.Time;
import io.cloudtik.spi.provider.CallLog;
import io.cloudtik.spi.provider.CallPacer;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.spi.provider.ProviderContext;
import io.cloudtik.testkit.Unpaced;
import io.cloudtik.testkit.aws.EmulatedAws;
import io.cloudtik.testkit.cloud.CloudClient;
import io.cloudtik.testkit.cloud.LastCall;
import io.cloudtik.testkit.cloud.VirtualTime;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** One process with its engine and its clients of AWS, in the time of the cloud. */
final class AwsProcess {
  private final VirtualTime cloudTime;
  private final CloudClient calls;
  private final CloudProvider provider;
  private final Time time;
  private final AwsProvider bare;
  private final Map<Integer, Runnable> happens = new ConcurrentHashMap<>();
  final List<String> made = Collections.synchronizedList(new ArrayList<>());

  AwsProcess(EmulatedAws aws, Aws place, String name) {
    this(aws, place, name, aws.accessKeyId(), aws.secretAccessKey());
  }

  AwsProcess(EmulatedAws aws, Aws place, String name, String key, String secret) {
    this(aws, place, name, AwsBasicCredentials.create(key, secret));
  }

  AwsProcess(EmulatedAws aws, Aws place, String name, AwsCredentials credentials) {
    cloudTime = aws.cloud().time();
    // The emulated AWS knows the process by the end of its user agent.
    String marker = "process-" + name + "-";
    System.setProperty("sdk.ua.appId", marker);
    calls = aws.client(marker);
    time = new InCloudTime();
    bare =
        new AwsProvider(
            place,
            new AwsClients(place, StaticCredentialsProvider.create(credentials)),
            new Context());
    provider = new PatientProvider(bare, new Retry(time, Duration.ofMinutes(5)));
  }

  AwsProvider provider() {
    return bare;
  }

  /** The k-th call from now is the last one of the process. */
  AwsProcess stoppedAfter(int k, LastCall last) {
    calls.stopAfter(k, last);
    return this;
  }

  /** Something happens just before the k-th call. */
  AwsProcess before(int k, Runnable something) {
    happens.put(k, something);
    return this;
  }

  WorkspaceGraph graph() {
    return new WorkspaceGraph("demo", provider, cloudTime.executor(), time);
  }

  void create() {
    run(() -> graph().create(new Silent(time.clock()), () -> {}));
  }

  /** As {@link #create}, as a piece of work of the cloud's time. */
  void work() {
    graph().create(new Silent(time.clock()), () -> {});
  }

  /** As {@link #delete}, as a piece of work of the cloud's time. */
  void workOff() {
    graph().delete(Retained.DELETE, new Silent(time.clock()), () -> {});
  }

  void delete() {
    run(() -> graph().delete(Retained.DELETE, new Silent(time.clock()), () -> {}));
  }

  private void happen(String name) {
    Runnable something;
    synchronized (made) {
      made.add(name);
      something = happens.get(made.size());
    }
    if (something != null) {
      something.run();
    }
  }

  private void run(Runnable body) {
    try {
      cloudTime.run(
          () -> {
            body.run();
            return "done";
          });
    } finally {
      bare.close();
    }
  }

  /** As {@code kill -9}: who is gone is told nothing, and asks no more. */
  static final class Gone extends Error {
    private static final long serialVersionUID = 1L;

    Gone() {
      super("stopped by the test", null, false, false);
    }
  }

  private final class Context implements ProviderContext {
    @Override
    public String workspace() {
      return "demo";
    }

    @Override
    public Clock clock() {
      return time.clock();
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
          if (calls.isStopped()) {
            throw new Gone();
          }
          happen(name);
          try {
            return call.get();
          } catch (ProviderException e) {
            if (calls.isStopped()) {
              throw new Gone();
            }
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

  private final class InCloudTime implements Time {
    @Override
    public Clock clock() {
      return cloudTime.clock();
    }

    @Override
    public long mark() {
      return cloudTime.nanos();
    }

    @Override
    public void pause(Duration pause) {
      cloudTime.pause(pause);
    }

    @Override
    public <T> T await(CompletableFuture<T> done) {
      return cloudTime.await(done);
    }
  }
}

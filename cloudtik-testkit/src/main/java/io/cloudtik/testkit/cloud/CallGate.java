/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.cloud;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.FailureKind;
import io.cloudtik.error.ProviderException;
import io.cloudtik.error.ProviderFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where every call passes: it takes its time, may be throttled, may meet a fault, may be the last
 * of its client, and is written down.
 */
final class CallGate {
  private final VirtualTime time;
  private final Random random;
  private final Faults faults;
  private final CloudLimits limits;
  private final Map<String, TokenBucket> buckets = new TreeMap<>();
  private final List<CallRecord> log = new ArrayList<>();

  CallGate(VirtualTime time, long seed, Faults faults, CloudLimits limits) {
    this.time = time;
    this.random = new Random(seed);
    this.faults = faults;
    this.limits = limits;
  }

  VirtualTime time() {
    return time;
  }

  synchronized List<CallRecord> log() {
    return List.copyOf(log);
  }

  /** Says whether so many of a family may be had now. */
  synchronized boolean admits(String family, CloudLimits.Rate rate, int count) {
    return buckets
        .computeIfAbsent(family, any -> new TokenBucket(time, rate.burst(), rate.perSecond()))
        .take(count);
  }

  <T> T call(
      CloudClient client,
      String name,
      String target,
      @Nullable String zone,
      boolean changes,
      Supplier<T> effect) {
    WireCall call =
        new WireCall(
            name, target, zone, changes, limits.family(name, changes), limits.rate(name, changes));
    return call(client, call, time::pause, effect);
  }

  /** Takes a call from outside: who waits for its answer may have the turn meanwhile. */
  <T> T fromOutside(CloudClient client, WireCall call, Supplier<T> effect) {
    return call(client, call, time::pass, effect);
  }

  private <T> T call(
      CloudClient client, WireCall call, Consumer<Duration> takes, Supplier<T> effect) {
    Duration at = time.elapsed();
    boolean stops = client.countsAsLast();
    Duration standing = client.standsStill(client.calls());
    takes.accept(latency());
    try {
      return answer(client, call, effect, at, stops);
    } finally {
      if (!standing.isZero()) {
        takes.accept(standing);
      }
    }
  }

  private <T> T answer(
      CloudClient client, WireCall call, Supplier<T> effect, Duration at, boolean stops) {
    synchronized (this) {
      String outcome = "ok";
      try {
        if (stops && client.lastCall() == LastCall.LOST) {
          outcome = "stopped before it";
          throw new ClientStopped(client.name());
        }
        T answer = met(client, call, effect);
        if (stops) {
          outcome = "stopped after it";
          throw new ClientStopped(client.name());
        }
        return answer;
      } catch (ProviderException e) {
        outcome = e.failure().map(it -> it.kind().name()).orElse(e.errorCode().name());
        if (stops) {
          throw new ClientStopped(client.name());
        }
        throw e;
      } catch (CallRefused e) {
        outcome = e.code();
        if (stops) {
          throw new ClientStopped(client.name());
        }
        throw e;
      } catch (RuntimeException e) {
        outcome = e.getClass().getSimpleName();
        if (stops) {
          throw new ClientStopped(client.name());
        }
        throw e;
      } finally {
        log.add(
            new CallRecord(
                log.size() + 1,
                at,
                client.name(),
                call.name(),
                call.target(),
                call.changes(),
                outcome));
      }
    }
  }

  private <T> T met(CloudClient client, WireCall call, Supplier<T> effect) {
    String name = call.name();
    Faults.Rule fault = faults.met(client.name(), name, call.zone());
    if (fault != null && fault.way() == Faults.Way.REFUSED) {
      throw fault.refusal(name);
    }
    if (!admits(call.family(), call.rate(), 1)) {
      throw Faults.refusal(FailureKind.THROTTLED, "Request limit exceeded: " + name);
    }
    if (fault == null) {
      return effect.get();
    }
    switch (fault.way()) {
      case REQUEST_LOST -> throw noAnswer(name);
      case REPLY_LOST -> {
        var unheard = effect.get();
        throw noAnswer(name);
      }
      case LATE -> {
        time.at(fault.delay(), () -> late(effect));
        throw noAnswer(name);
      }
      case DUPLICATED -> {
        var unused = effect.get();
        return effect.get();
      }
      case REFUSED -> throw new IllegalStateException(name);
    }
    return effect.get();
  }

  /** Nobody is there any more who could be told of a refusal. */
  private synchronized void late(Supplier<?> effect) {
    try {
      var unheard = effect.get();
    } catch (CallRefused e) {
      lateRefused(e.code());
    } catch (CloudTikException e) {
      lateRefused(e.errorCode().name());
    }
  }

  private void lateRefused(String outcome) {
    log.add(new CallRecord(log.size() + 1, time.elapsed(), "nobody", "late", "", true, outcome));
  }

  private static ProviderException noAnswer(String name) {
    return Faults.refusal(
        ProviderFailure.builder()
            .kind(FailureKind.UNAVAILABLE)
            .message("no answer to " + name)
            .code(Faults.NO_ANSWER)
            .build());
  }

  private Duration latency() {
    Duration mean = limits.latency();
    synchronized (random) {
      return Duration.ofNanos((long) (mean.toNanos() * (0.5 + random.nextDouble())));
    }
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.machine;

import io.cloudtik.error.FailureKind;
import io.cloudtik.error.FailureScope;
import io.cloudtik.error.ProviderException;
import io.cloudtik.error.ProviderFailure;
import io.cloudtik.provider.aws.machine.LaunchBook.Call;
import io.cloudtik.spi.provider.LaunchRequest;
import io.cloudtik.spi.provider.Offering;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.ec2.model.Instance;

/**
 * Asks for machines, so that a slot has one however often it is asked for, and by whom. A call is
 * written down before it is made, with all of its slots. Who asks for a slot again makes the same
 * call with the same token, unless its machine is seen: EC2 then says what came of the first one.
 * Where that cannot be asked, because the call would differ, the slot waits until everything that
 * came of the first one would be listed. Thread-safe.
 */
final class Launches {
  private static final Set<String> NOTHING_MADE_ELSE =
      Set.of("IdempotentParameterMismatch", "IdempotentInstanceTerminated");
  private static final Set<FailureKind> MADE_NOTHING =
      Set.of(FailureKind.CAPACITY, FailureKind.QUOTA, FailureKind.CONFIGURATION);

  private final RunCall run;
  private final LaunchBook book;
  private final Clock clock;
  private final int most;
  private final Duration lag;

  /**
   * Makes it.
   *
   * @param most how many machines one call asks for
   * @param lag after which everything that was made is listed
   */
  Launches(RunCall run, LaunchBook book, Clock clock, int most, Duration lag) {
    this.run = run;
    this.book = book;
    this.clock = clock;
    this.most = most;
    this.lag = lag;
  }

  /** Asks for the slots that have no machine by what the memory just saw. */
  void launch(LaunchRequest request, ClusterMemory memory) {
    Set<String> missing = new LinkedHashSet<>();
    request.slots().stream().filter(slot -> !memory.has(slot)).forEach(missing::add);
    if (missing.isEmpty()) {
      return;
    }
    boolean applied = repeat(request, memory, missing);
    List<Call> fresh =
        missing.isEmpty()
            ? List.of()
            : book.add(
                request.clusterUid(),
                request.offering().id(),
                clock.instant(),
                page -> parts(request, free(request, page, memory, missing)));
    for (Call call : fresh) {
      try {
        make(request, call, memory);
        applied = true;
      } catch (ProviderException e) {
        if (!applied || unknown(e)) {
          throw e;
        }
        e.failure().ifPresent(why -> call.slots().forEach(slot -> memory.refuse(slot, why)));
      }
    }
  }

  private static boolean unknown(ProviderException e) {
    return e.failure().filter(it -> it.kind() != FailureKind.UNAVAILABLE).isEmpty();
  }

  /** Makes calls again of which it is not known what came; takes out what that settles. */
  private boolean repeat(LaunchRequest request, ClusterMemory memory, Set<String> missing) {
    boolean applied = false;
    for (Call call : open(request, book.read(request.clusterUid()), memory, missing)) {
      boolean same =
          call.offering().equals(request.offering().id())
              && request.slots().containsAll(call.slots());
      if (!same) {
        awaitListing(request, call);
        memory.madeNothing(call);
        continue;
      }
      try {
        make(request, call, memory);
        call.slots().stream()
            .filter(slot -> memory.has(slot) || memory.refused().containsKey(slot))
            .forEach(missing::remove);
        applied = true;
      } catch (ProviderException e) {
        if (!NOTHING_MADE_ELSE.contains(SdkCodes.of(e))) {
          throw e;
        }
        // It was taken once. What came of it is not in the list by now, or never will be.
        awaitListing(request, call);
        memory.madeNothing(call);
      }
    }
    return applied;
  }

  private Set<Call> open(
      LaunchRequest request, LaunchBook.Page page, ClusterMemory memory, Set<String> missing) {
    Set<Call> open = new LinkedHashSet<>();
    for (String slot : missing) {
      page.last(slot)
          .filter(call -> !memory.settled(call, book.token(request.clusterUid(), call), slot))
          .ifPresent(open::add);
    }
    return open;
  }

  /** Another process may have asked for the same slots since we read. */
  private Set<String> free(
      LaunchRequest request, LaunchBook.Page page, ClusterMemory memory, Set<String> missing) {
    Set<Call> others = open(request, page, memory, missing);
    if (!others.isEmpty()) {
      throw notYet(request, "another process asks for " + others.iterator().next().slots(), lag);
    }
    return missing;
  }

  private void awaitListing(LaunchRequest request, Call call) {
    Instant listed = call.at().plus(lag);
    Duration wait = Duration.between(clock.instant(), listed);
    if (!wait.isNegative() && !wait.isZero()) {
      throw notYet(request, "an earlier call may have made machines for " + call.slots(), wait);
    }
  }

  private static ProviderException notYet(LaunchRequest request, String why, Duration wait) {
    return new ProviderException(
        Machines.PROVIDER,
        ProviderFailure.builder()
            .kind(FailureKind.UNAVAILABLE)
            .message(
                "launch of %d x %s: %s; what came of it is listed in %d s at the latest"
                    .formatted(
                        request.slots().size(), request.offering().id(), why, wait.toSeconds()))
            .retryAfter(wait)
            .build(),
        null);
  }

  /** Slots with the same script are one call. */
  private List<List<String>> parts(LaunchRequest request, Set<String> slots) {
    Map<String, List<String>> byScript = new LinkedHashMap<>();
    for (String slot : slots) {
      byScript
          .computeIfAbsent(
              kind(slot) + request.bootScripts().getOrDefault(slot, ""), any -> new ArrayList<>())
          .add(slot);
    }
    List<List<String>> parts = new ArrayList<>();
    byScript.values().forEach(each -> parts.addAll(SlotNames.parts(each, most)));
    return parts;
  }

  private static String kind(String slot) {
    return slot.equals(LaunchRequest.HEAD_SLOT) ? "head " : "worker ";
  }

  private void make(LaunchRequest request, Call call, ClusterMemory memory) {
    List<Instance> made;
    try {
      made = run.call(request, call.slots(), book.token(request.clusterUid(), call));
    } catch (ProviderException e) {
      if (e.failure().filter(it -> MADE_NOTHING.contains(it.kind())).isPresent()
          && !NOTHING_MADE_ELSE.contains(SdkCodes.of(e))) {
        memory.madeNothing(call);
      }
      throw e;
    }
    Set<String> left = new TreeSet<>(call.slots());
    for (Instance instance : made) {
      int index = instance.amiLaunchIndex() == null ? 0 : instance.amiLaunchIndex();
      String slot = call.slots().get(index);
      left.remove(slot);
      memory.made(slot, instance, clock.instant());
    }
    memory.leftOut(call, left);
    left.forEach(slot -> memory.refuse(slot, noRoom(request.offering(), call, made.size())));
  }

  private static ProviderFailure noRoom(Offering offering, Call call, int made) {
    FailureScope.Builder scope =
        FailureScope.builder()
            .addInstanceTypes(offering.shape().instanceType())
            .spot(offering.spot());
    offering.zone().ifPresent(scope::addZones);
    return ProviderFailure.builder()
        .kind(FailureKind.CAPACITY)
        .code("InsufficientInstanceCapacity")
        .message("EC2 had room for %d of %d machines".formatted(made, call.slots().size()))
        .scope(scope.build())
        .remedy("allow more instance types or zones")
        .build();
  }
}

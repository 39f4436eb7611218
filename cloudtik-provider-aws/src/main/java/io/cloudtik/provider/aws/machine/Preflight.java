/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.machine;

import io.cloudtik.error.FailureKind;
import io.cloudtik.error.ProviderException;
import io.cloudtik.error.ProviderFailure;
import io.cloudtik.provider.aws.AwsCalls;
import io.cloudtik.provider.aws.AwsClients;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.provider.LaunchRequest;
import io.cloudtik.spi.provider.Offering;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What would refuse a start now. All questions are asked at the same time, none changes anything,
 * and who does not answer in time is not waited for. A question that the caller may not ask is no
 * finding; what the start itself needs and the caller may not do is one. Thread-safe.
 */
final class Preflight {
  private static final Logger logger = LoggerFactory.getLogger(Preflight.class);
  private static final Duration PATIENCE = Duration.ofMillis(2_500);

  private final Images images;
  private final Offers offers;
  private final RightsCheck rights;
  private final QuotaCheck quotas;
  private final RoomCheck room;

  Preflight(
      AwsClients clients,
      AwsCalls calls,
      Places places,
      Images images,
      Offers offers,
      RunCall run) {
    this.images = images;
    this.offers = offers;
    this.rights = new RightsCheck(clients, calls, run, places);
    this.quotas = new QuotaCheck(clients, calls);
    this.room = new RoomCheck(clients, calls, places);
  }

  List<ProviderFailure> check(ClusterSpec spec) {
    List<Callable<List<ProviderFailure>>> questions = new ArrayList<>();
    questions.add(rights::credentials);
    questions.add(rights::simulated);
    questions.add(() -> room.check(spec));
    questions.add(() -> quotas.check(spec, offers));
    questions.add(() -> machines(spec));
    questions.add(() -> dryRun(spec));
    Set<ProviderFailure> findings = new LinkedHashSet<>();
    answers(questions).forEach(findings::addAll);
    return List.copyOf(findings);
  }

  private static List<List<ProviderFailure>> answers(
      List<Callable<List<ProviderFailure>>> questions) {
    ExecutorService executor =
        Executors.newFixedThreadPool(
            questions.size(),
            task -> {
              Thread thread = new Thread(task, "cloudtik-aws-preflight");
              thread.setDaemon(true);
              return thread;
            });
    List<List<ProviderFailure>> answers = new ArrayList<>();
    try {
      for (Future<List<ProviderFailure>> each :
          executor.invokeAll(questions, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        answers.add(answer(each));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      executor.shutdownNow();
    }
    return answers;
  }

  private static List<ProviderFailure> answer(Future<List<ProviderFailure>> question)
      throws InterruptedException {
    try {
      return question.get();
    } catch (CancellationException e) {
      logger.debug("a question of the preflight was not answered in {}", PATIENCE);
      return List.of();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ProviderException refused) {
        return finding(refused);
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** A cloud that does not answer now, or is asked too often, refuses nothing yet. */
  static List<ProviderFailure> finding(ProviderException refused) {
    return refused
        .failure()
        .filter(it -> it.kind() != FailureKind.UNAVAILABLE && it.kind() != FailureKind.THROTTLED)
        .map(List::of)
        .orElse(List.of());
  }

  /** Types, zones, and images that fit them. */
  private List<ProviderFailure> machines(ClusterSpec spec) {
    List<ProviderFailure> findings = new ArrayList<>();
    Set<MachineType> all = new LinkedHashSet<>();
    List<MachineType> head = offers.types(spec.head());
    all.addAll(head);
    if (offers.ofHead(spec.head()).isEmpty()) {
      findings.add(notOffered("the head", head));
    }
    for (WorkerGroupSpec group : spec.workerGroups()) {
      List<MachineType> ofGroup = offers.types(group);
      all.addAll(ofGroup);
      if (offers.ofWorkers(group).isEmpty()) {
        findings.add(notOffered("workers of " + group.name(), ofGroup));
      }
    }
    for (Architecture architecture :
        new LinkedHashSet<>(all.stream().map(MachineType::architecture).toList())) {
      try {
        images.of(architecture);
      } catch (ProviderException e) {
        findings.addAll(finding(e));
      }
    }
    return findings;
  }

  private static ProviderFailure notOffered(String whose, List<MachineType> tried) {
    return ProviderFailure.builder()
        .kind(FailureKind.CONFIGURATION)
        .message(
            "machines for %s: no zone of the workspace has any of %s"
                .formatted(whose, tried.stream().map(MachineType::name).toList()))
        .remedy("name other instance types, or give the workspace more zones")
        .build();
  }

  /** The launch of the head as it would be, but for its script. */
  private List<ProviderFailure> dryRun(ClusterSpec spec) {
    List<Offering> head = offers.ofHead(spec.head());
    if (head.isEmpty()) {
      return List.of();
    }
    return rights.dryRun(
        LaunchRequest.builder()
            .cluster(spec.name())
            .clusterUid("preflight")
            .slots(List.of(LaunchRequest.HEAD_SLOT))
            .offering(head.get(0))
            .build());
  }
}

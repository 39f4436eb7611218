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
import io.cloudtik.provider.aws.Questions;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.provider.LaunchRequest;
import io.cloudtik.spi.provider.Offering;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * What would refuse a start now. None of the questions changes anything. One that the caller may
 * not ask is no finding; what the start itself needs and the caller may not do is one. Thread-safe.
 */
final class Preflight {
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
    Questions.answers(questions).forEach(findings::addAll);
    return List.copyOf(findings);
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
        findings.addAll(Questions.finding(e));
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

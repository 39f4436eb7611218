/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.workspace;

import io.cloudtik.error.FailureKind;
import io.cloudtik.error.FailureScope;
import io.cloudtik.error.ProviderFailure;
import io.cloudtik.provider.aws.Questions;
import io.cloudtik.provider.aws.ServiceQuota;
import io.cloudtik.spi.provider.WorkspaceResource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * Whether the account may have the networks, addresses and gateways that the workspace still needs.
 * What there is was listed for the workspace anyway. A quota is never below its default, so it is
 * asked for only where that would be too small (<i>Amazon VPC quotas</i> of its user guide).
 * Thread-safe.
 */
final class QuotaRoom {
  private static final int USUAL = 5;

  private final Scope scope;
  private final ServiceQuota quotas;
  private final List<Limit> limits;

  QuotaRoom(Scope scope, Listings listings) {
    this.scope = scope;
    this.quotas = scope.quotas();
    this.limits =
        List.of(
            new Limit("vpc", "L-F678F1CE", "VPCs", Network.class, () -> listings.networks),
            new Limit(
                "ec2",
                "L-0263D0A3",
                "elastic addresses",
                NatAddress.class,
                () -> listings.addresses),
            new Limit(
                "vpc",
                "L-A4707A72",
                "internet gateways",
                InternetGatewayPart.class,
                () -> listings.internetGateways));
  }

  private record Limit(
      String service,
      String code,
      String things,
      Class<? extends WorkspaceResource> kind,
      Supplier<Seen<?>> listing) {}

  /** Returns what would be refused if these were made now. */
  List<ProviderFailure> check(List<WorkspaceResource> missing) {
    List<Callable<List<ProviderFailure>>> questions = new ArrayList<>();
    for (Limit limit : limits) {
      int needed = (int) missing.stream().filter(limit.kind()::isInstance).count();
      if (needed > 0) {
        questions.add(() -> check(limit, needed));
      }
    }
    return questions.isEmpty()
        ? List.of()
        : Questions.answers(questions).stream().flatMap(List::stream).toList();
  }

  private List<ProviderFailure> check(Limit limit, int needed) {
    int used = limit.listing().get().ofEverybody().size();
    if (used + needed <= USUAL) {
      return List.of();
    }
    return quotas
        .of(limit.service(), limit.code())
        .filter(most -> used + needed > most)
        .map(most -> List.of(tooMany(limit, needed, used, most)))
        .orElse(List.of());
  }

  private ProviderFailure tooMany(Limit limit, int needed, int used, int most) {
    return ProviderFailure.builder()
        .kind(FailureKind.QUOTA)
        .code(limit.code())
        .message(
            "the workspace needs %d %s more; the account has %d of at most %d in %s"
                .formatted(needed, limit.things(), used, most, scope.options().region()))
        .scope(FailureScope.builder().region(scope.options().region()).build())
        .remedy(
            "ask for a higher quota in Service Quotas (%s, %s), delete some that nobody needs, or bring a network of your own"
                .formatted(limit.service(), limit.code()))
        .build();
  }
}

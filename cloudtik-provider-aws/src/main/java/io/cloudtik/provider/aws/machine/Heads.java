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
import io.cloudtik.provider.aws.CallFamily;
import io.cloudtik.spi.provider.LaunchRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * Whose machines are. Heads of a workspace share a role, which lets each end only what is marked
 * with its own ARN, and mark only what it is just launching. What a head that is gone has launched,
 * a client hands over to its successor. Thread-safe.
 */
final class Heads {
  private static final Logger logger = LoggerFactory.getLogger(Heads.class);

  /** As the reference of {@code CreateTags} says. */
  private static final int MOST_IN_A_CALL = 1_000;

  /** The session of the role of an instance has the name of the instance. */
  private static final Pattern SESSION =
      Pattern.compile("arn:([^:]+):sts::([0-9]+):assumed-role/[^/]+/(i-[0-9a-f]+)");

  private static final Pattern PROFILE =
      Pattern.compile("arn:([^:]+):iam::([0-9]+):instance-profile/.+");

  private final AwsClients clients;
  private final AwsCalls calls;
  private final boolean onHead;

  /** What this process has handed over, to which head; lists may not show it yet. */
  private final Map<String, String> handedOver = new ConcurrentHashMap<>();

  private @Nullable String self;

  Heads(AwsClients clients, AwsCalls calls, boolean onHead) {
    this.clients = clients;
    this.calls = calls;
    this.onHead = onHead;
  }

  /**
   * Returns the ARN of the head that this runs on; empty on a client, and on a head that has other
   * credentials than those of its instance. Asks once.
   */
  synchronized Optional<String> self() {
    String known = self;
    if (known == null) {
      known = onHead ? ofSession() : "";
      self = known;
    }
    return Optional.of(known).filter(arn -> !arn.isEmpty());
  }

  /** Needs no right, and is told by credentials what no other call tells of them. */
  private String ofSession() {
    String caller =
        calls.call(
            CallFamily.OTHER,
            "GetCallerIdentity",
            "caller",
            () -> clients.sts().getCallerIdentity().arn());
    Matcher session = SESSION.matcher(caller);
    return session.matches() ? arn(session.group(1), session.group(2), session.group(3)) : "";
  }

  private String arn(String partition, String account, String instance) {
    return "arn:%s:ec2:%s:%s:instance/%s"
        .formatted(partition, clients.config().region(), account, instance);
  }

  /** Its profile says in which account an instance is; one without has no rights to mark. */
  private String arn(Instance instance) {
    String profile =
        instance.iamInstanceProfile() == null ? "" : instance.iamInstanceProfile().arn();
    Matcher parts = PROFILE.matcher(String.valueOf(profile));
    return parts.matches() ? arn(parts.group(1), parts.group(2), instance.instanceId()) : "";
  }

  private static String mark(Instance instance) {
    return instance.tags().stream()
        .filter(tag -> tag.key().equals(MachineTags.HEAD))
        .map(Tag::value)
        .findFirst()
        .orElse("");
  }

  /**
   * Marks the workers that live as those of the head that lives, where they are not. Only clients
   * may, and only where an earlier head is gone is there anything to do.
   */
  void handOver(ClusterMemory memory) {
    // What a head launched has a mark, so that none can make a head of another cluster.
    Instance head =
        memory.of(LaunchRequest.HEAD_SLOT).stream()
            .filter(it -> memory.lives(it) && mark(it).isEmpty())
            .reduce((older, younger) -> younger)
            .orElse(null);
    String arn = head == null ? "" : arn(head);
    if (onHead || head == null || arn.isEmpty()) {
      return;
    }
    List<String> ids =
        memory.living().stream()
            .filter(it -> !LaunchRequest.HEAD_SLOT.equals(Instances.slot(it).orElse("")))
            .filter(it -> isOfAnEarlier(head, arn, it))
            .map(Instance::instanceId)
            .toList();
    for (int from = 0; from < ids.size(); from += MOST_IN_A_CALL) {
      give(ids.subList(from, Math.min(ids.size(), from + MOST_IN_A_CALL)), arn);
    }
  }

  /** A list that lags may show the old head as if it lived; it gets nothing of the new one's. */
  private boolean isOfAnEarlier(Instance head, String arn, Instance worker) {
    String mark = handedOver.getOrDefault(worker.instanceId(), mark(worker));
    return !mark.equals(arn) && (mark.isEmpty() || !worker.launchTime().isAfter(head.launchTime()));
  }

  private void give(List<String> ids, String arn) {
    calls.call(
        CallFamily.EC2_CHANGE,
        "CreateTags",
        ids.size() == 1 ? ids.get(0) : ids.size() + " instances from " + ids.get(0),
        () ->
            clients
                .ec2()
                .createTags(
                    it -> it.resources(ids).tags(tag -> tag.key(MachineTags.HEAD).value(arn))));
    ids.forEach(id -> handedOver.put(id, arn));
  }

  /** As {@link #handOver}, by somebody who only looks, and may have no right to do it. */
  void tryToHandOver(ClusterMemory memory) {
    try {
      handOver(memory);
    } catch (ProviderException e) {
      logger.debug("workers were not handed over to their head: {}", e.getMessage());
    }
  }

  /** Returns what is to be ended: what this head surely may end, and the rest by itself. */
  List<List<Instance>> ownFirst(List<Instance> ending) {
    if (ending.isEmpty() || self().isEmpty()) {
      return List.of(ending);
    }
    Map<Boolean, List<Instance>> parts =
        ending.stream().collect(Collectors.partitioningBy(this::isOwn));
    return List.of(parts.getOrDefault(true, List.of()), parts.getOrDefault(false, List.of()));
  }

  private boolean isOwn(Instance instance) {
    String arn = self().orElse("");
    return mark(instance).equals(arn) || arn.endsWith("/" + instance.instanceId());
  }

  /** Says of a refusal to end machines that they are another head's, if that is why. */
  ProviderException explained(ProviderException e, List<Instance> ending) {
    ProviderFailure failure = e.failure().orElse(null);
    Instance other = ending.stream().filter(it -> !isOwn(it)).findFirst().orElse(null);
    if (failure == null
        || failure.kind() != FailureKind.PERMISSION
        || other == null
        || self().isEmpty()) {
      return e;
    }
    ProviderFailure.Builder retold =
        ProviderFailure.builder()
            .kind(failure.kind())
            .message(
                "instance %s (%s) is not marked as one of this head, %s, but of %s, and a head may end only its own: %s"
                    .formatted(
                        other.instanceId(),
                        Instances.slot(other).orElse("no slot"),
                        self().orElse(""),
                        mark(other).isEmpty() ? "none" : mark(other),
                        failure.message()))
            .scope(failure.scope())
            .remedy(
                "call Cluster.recover() from a client: whoever looks at the machines with the user's rights hands them over to this head");
    failure.code().ifPresent(retold::code);
    failure.requestId().ifPresent(retold::requestId);
    return new ProviderException(e.provider(), retold.build(), e.getCause());
  }
}

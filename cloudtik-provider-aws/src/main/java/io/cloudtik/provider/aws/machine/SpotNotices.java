/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.machine;

import io.cloudtik.provider.aws.AwsCalls;
import io.cloudtik.provider.aws.AwsClients;
import io.cloudtik.provider.aws.CallFamily;
import io.cloudtik.spi.provider.LossNotice;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.DescribeSpotInstanceRequestsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSpotInstanceRequestsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.SpotInstanceRequest;

/**
 * Which spot machines EC2 is about to take back: their requests have the status {@code
 * marked-for-termination} from the moment of the notice, two minutes before (<i>Spot Instance
 * interruption notices</i> and <i>Get the status of a Spot Instance request</i> in the user guide).
 * One call for all of a cluster, and none for a cluster without spot machines. Thread-safe.
 */
final class SpotNotices {
  private static final Duration NOTICE = Duration.ofMinutes(2);
  private static final List<String> MARKED =
      List.of("marked-for-termination", "marked-for-stop", "instance-terminated-by-price");

  private final AwsClients clients;
  private final AwsCalls calls;
  private final Instances instances;
  private final Clock clock;

  SpotNotices(AwsClients clients, AwsCalls calls, Instances instances, Clock clock) {
    this.clients = clients;
    this.calls = calls;
    this.instances = instances;
    this.clock = clock;
  }

  /** Returns the notices by the id of the instance. */
  Map<String, LossNotice> of(String uid) {
    List<Filter> filters = new ArrayList<>(instances.filters(uid));
    filters.add(Instances.filter("status-code", MARKED));
    Map<String, LossNotice> notices = new HashMap<>();
    String next = null;
    do {
      DescribeSpotInstanceRequestsRequest request =
          DescribeSpotInstanceRequestsRequest.builder().filters(filters).nextToken(next).build();
      DescribeSpotInstanceRequestsResponse page =
          calls.call(
              CallFamily.EC2_READ,
              "DescribeSpotInstanceRequests",
              uid,
              () -> clients.ec2().describeSpotInstanceRequests(request));
      for (SpotInstanceRequest each : page.spotInstanceRequests()) {
        if (each.instanceId() != null) {
          notices.put(each.instanceId(), notice(each));
        }
      }
      next = page.nextToken();
    } while (next != null && !next.isEmpty());
    return notices;
  }

  private LossNotice notice(SpotInstanceRequest request) {
    Instant since = request.status().updateTime();
    return LossNotice.of(
        (since == null ? clock.instant() : since).plus(NOTICE),
        "EC2 takes the spot machine back: " + request.status().code());
  }
}

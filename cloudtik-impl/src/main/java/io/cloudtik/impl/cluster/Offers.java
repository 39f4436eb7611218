/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.cluster;

import io.cloudtik.impl.plan.OfferingOrder;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.spi.provider.Offering;
import java.util.List;

/** The machines that a cluster may have, those to try first in front. */
record Offers(CloudProvider provider) {
  List<Offering> heads(ClusterSpec spec) {
    return OfferingOrder.ofHead(spec.head(), provider.headOfferings(spec.head()));
  }

  Offering head(ClusterSpec spec) {
    return heads(spec).get(0);
  }

  Offering worker(WorkerGroupSpec group) {
    return OfferingOrder.ofWorkers(group, provider.workerOfferings(group)).get(0);
  }
}

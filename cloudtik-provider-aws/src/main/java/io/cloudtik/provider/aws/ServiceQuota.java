/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws;

import io.cloudtik.error.ProviderException;
import java.util.Optional;

/** What Service Quotas allow the account in the region. Thread-safe. */
public final class ServiceQuota {
  private final AwsClients clients;
  private final AwsCalls calls;

  /** Makes it; asks nobody. */
  public ServiceQuota(AwsClients clients, AwsCalls calls) {
    this.clients = clients;
    this.calls = calls;
  }

  /** Asks for a quota, such as L-1216C47A of ec2; empty where the caller may not know. */
  public Optional<Integer> of(String service, String code) {
    try {
      Double value =
          calls.call(
              CallFamily.OTHER,
              "GetServiceQuota",
              service + " " + code,
              () ->
                  clients
                      .quotas()
                      .getServiceQuota(it -> it.serviceCode(service).quotaCode(code))
                      .quota()
                      .value());
      return Optional.ofNullable(value).map(Double::intValue);
    } catch (ProviderException e) {
      return Optional.empty();
    }
  }
}

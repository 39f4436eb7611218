/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.workspace;

import io.cloudtik.spi.provider.ResourceObservation;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.DomainType;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** The public address of a NAT gateway. */
final class NatAddress extends Ec2Thing<Address> {
  NatAddress(Scope scope, Listings listings, String id) {
    super(scope, id, listings.addresses, Address::allocationId, Address::tags);
  }

  @Override
  public String description() {
    return "public address " + name();
  }

  /** Amazon VPC pricing: each public IPv4 address costs by the hour, in use or not. */
  @Override
  public Optional<BigDecimal> hourlyPrice() {
    return Optional.of(new BigDecimal("0.005"));
  }

  @Override
  Address make() {
    return scope.change(
        "AllocateAddress",
        name(),
        () -> {
          String allocation =
              scope
                  .clients()
                  .ec2Once()
                  .allocateAddress(
                      b ->
                          b.domain(DomainType.VPC)
                              .tagSpecifications(scope.tagged(ResourceType.ELASTIC_IP, id())))
                  .allocationId();
          return Address.builder()
              .allocationId(allocation)
              .tags(scope.tagged(ResourceType.ELASTIC_IP, id()).tags())
              .build();
        });
  }

  @Override
  ResourceObservation state(Address address) {
    return ResourceObservation.present(address.allocationId());
  }

  @Override
  boolean isUsed(Address address) {
    return address.associationId() != null;
  }

  @Override
  void remove(Address address) {
    scope.change(
        "ReleaseAddress",
        address.allocationId(),
        () -> scope.clients().ec2().releaseAddress(b -> b.allocationId(address.allocationId())));
  }

  @Override
  List<String> users(Address address) {
    String by = address.networkInterfaceId();
    return by == null ? List.of() : List.of("network interface " + by);
  }
}

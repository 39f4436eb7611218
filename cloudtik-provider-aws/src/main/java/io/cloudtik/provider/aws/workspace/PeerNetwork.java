/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.workspace;

import io.cloudtik.error.FailureKind;
import io.cloudtik.provider.aws.Cidr;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** A network of the user's, as far as the workspace has to know it. Thread-safe. */
final class PeerNetwork {
  private final Scope scope;
  private final String id;
  private @Nullable String block;

  PeerNetwork(Scope scope, String id) {
    this.scope = scope;
    this.id = id;
  }

  private String asked() {
    List<Vpc> found =
        scope.read(
            "DescribeVpcs", id, () -> scope.clients().ec2().describeVpcs(b -> b.vpcIds(id)).vpcs());
    if (found.isEmpty()) {
      throw scope.refusal(FailureKind.NOT_FOUND, id + " does not exist", "name another network");
    }
    return found.get(0).cidrBlock();
  }

  /** Returns its block of addresses, which never changes. */
  synchronized String block() {
    String known = block;
    if (known == null) {
      known = asked();
      block = known;
    }
    return known;
  }

  /** Looks whether it is there and none of its addresses is one of the workspace. */
  Optional<String> overlap() {
    String found = asked();
    Cidr own = scope.options().cidr();
    return Cidr.parse(found).filter(own::overlaps).isPresent()
        ? Optional.of(
            "its block %s overlaps with %s of the workspace; choose another with Aws.cidr"
                .formatted(found, own))
        : Optional.empty();
  }

  /** Looks whether it is there and the block of the workspace lies in it. */
  Optional<String> room() {
    List<Vpc> found =
        scope.read(
            "DescribeVpcs", id, () -> scope.clients().ec2().describeVpcs(b -> b.vpcIds(id)).vpcs());
    boolean made = scope.options().privateSubnets().isEmpty();
    Cidr own = scope.options().cidr();
    boolean fits =
        !made
            || found.stream()
                .flatMap(it -> it.cidrBlockAssociationSet().stream())
                .map(it -> Cidr.parse(it.cidrBlock()))
                .anyMatch(it -> it.map(all -> all.contains(own)).orElse(false));
    return fits
        ? Optional.empty()
        : Optional.of("%s is not in its blocks; choose another with Aws.cidr".formatted(own));
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.workspace;

import io.cloudtik.error.ProviderException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

/** Finds out who uses a part of the network, for the message that says so. */
final class Users {
  private final Scope scope;

  Users(Scope scope) {
    this.scope = scope;
  }

  /** Returns the machines and interfaces that match, for people. */
  List<String> in(String filter, String value) {
    try {
      List<NetworkInterface> interfaces =
          scope.read(
              "DescribeNetworkInterfaces",
              value,
              () ->
                  scope
                      .clients()
                      .ec2()
                      .describeNetworkInterfaces(b -> b.filters(Scope.filter(filter, value)))
                      .networkInterfaces());
      Set<String> users = new TreeSet<>();
      for (NetworkInterface each : interfaces) {
        String machine = each.attachment() == null ? null : each.attachment().instanceId();
        users.add(
            machine == null
                ? "network interface %s %s"
                    .formatted(each.networkInterfaceId(), String.valueOf(each.description()))
                    .strip()
                : "instance " + machine);
      }
      return new ArrayList<>(users);
    } catch (ProviderException e) {
      // Then what AWS said is told as it is.
      return List.of();
    }
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.cloud;

import java.util.Map;
import java.util.Set;

/**
 * Asks for one machine, by whoever, how often ever: an order with the token of an earlier one gets
 * the machine of that one, also if that has ended meanwhile.
 *
 * @param token what makes it one order
 * @param labels what the machine carries
 * @param uses ids of things that the machine cannot be without, such as its subnet
 * @param userData what the machine is given to read when it boots
 * @param properties how the machine is, in the words of who orders it; {@code address} is its
 *     address in the network, if that is not left to the cloud
 */
public record MachineOrder(
    String token,
    Map<String, String> labels,
    Set<String> uses,
    String userData,
    Map<String, String> properties) {
  /** Asks for a machine like all others. */
  public MachineOrder(String token, Map<String, String> labels, Set<String> uses, String userData) {
    this(token, labels, uses, userData, Map.of());
  }

  /** Says what it is without what the machine is given to read. */
  @Override
  public String toString() {
    return token + " " + labels;
  }
}

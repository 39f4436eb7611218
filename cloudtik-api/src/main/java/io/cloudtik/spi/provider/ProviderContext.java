/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spi.provider;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/** What the engine hands to a provider. */
public interface ProviderContext {
  /** Returns the name of the workspace. */
  String workspace();

  /** Returns the clock that all times are taken from. */
  Clock clock();

  /**
   * Says whether this process runs on a head, with the rights of its machine and inside of the
   * network: machines are then told by the addresses that they have there, as their services bind
   * to those. Default false.
   */
  default boolean onHead() {
    return false;
  }

  /**
   * Returns what the provider of the client that set this head up {@linkplain
   * CloudProvider#secretsForHead gave} it under that name, read anew each time; empty on a client,
   * and if nothing was given. Default empty.
   */
  default Optional<String> secret(String name) {
    return Optional.empty();
  }

  /**
   * Returns the pacer of a budget of calls, such as <i>account 123, us-west-2, RunInstances</i>.
   * Everything in this JVM that names the same budget shares it; the rate of who came first holds.
   *
   * @param budget the account, region and family of calls that the provider counts together
   * @param burst how many calls may be made at once after a pause, 1 or more
   * @param perSecond how many calls a second may be made in the long run, more than 0
   */
  default CallPacer pacer(String budget, int burst, double perSecond) {
    throw new UnsupportedOperationException("no engine is here that could pace " + budget);
  }

  /** Returns what takes down each call to the cloud; by default nobody does. */
  default CallLog calls() {
    return new CallLog() {
      @Override
      public <T> T call(String name, String target, Supplier<T> call) {
        return call.get();
      }
    };
  }

  /**
   * Ends the node on a machine that goes on to exist: its processes, its directory and the mounts
   * in it, and what else bootstrap put on the machine for it. A machine without the node is fine.
   *
   * @throws io.cloudtik.error.CloudTikException if the machine cannot be reached, or something
   *     stays; the message says what
   */
  default void clean(String clusterUid, SshAddress machine) {
    throw new UnsupportedOperationException("no engine is here that could clean " + machine.host());
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.machine;

import io.cloudtik.impl.access.CommandInput;
import io.cloudtik.impl.access.MachineAccess;
import io.cloudtik.impl.access.MachineScript;
import java.time.Duration;

/** A key in the {@code ~/.ssh/authorized_keys} of a machine's user. Both can be repeated. */
final class AuthorizedKey {
  private static final String SCRIPT = MachineScript.text(AuthorizedKey.class, "authorized-key.sh");
  private static final Duration DEADLINE = Duration.ofMinutes(1);

  private AuthorizedKey() {}

  static void add(MachineAccess access, String line) {
    change(access, "add", line);
  }

  static void remove(MachineAccess access, String line) {
    change(access, "remove", line);
  }

  private static void change(MachineAccess access, String what, String line) {
    MachineScript.require(
        access,
        MachineScript.request(SCRIPT, DEADLINE, what).withInput(CommandInput.text(line + "\n")),
        "%s of the cluster's key in ~/.ssh/authorized_keys".formatted(what));
  }
}

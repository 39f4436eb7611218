/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a call is about, for the log of calls. */
final class Targets {
  private static final Set<String> LEFT_OUT =
      Set.of("Action", "Version", "UserData", "PublicKeyMaterial", "PolicyDocument");
  private static final int ENOUGH = 4;

  private Targets() {}

  static String of(Map<String, String> form) {
    List<String> parts = new ArrayList<>();
    form.forEach(
        (name, value) -> {
          if (!LEFT_OUT.contains(name) && parts.size() < ENOUGH) {
            parts.add(name + "=" + value);
          }
        });
    return String.join(" ", parts);
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.bootstrap;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.access.MachineAccess;
import io.cloudtik.impl.access.MachineFacts;
import io.cloudtik.impl.access.MachineScript;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Consumer;

/** The Java that a node runs with: the newest of the machine, installed if there is none. */
final class MachineJava {
  private static final String SCRIPT = MachineScript.text(MachineJava.class, "install-java.sh");
  private static final int OLDEST = 17;
  private static final Duration INSTALL = Duration.ofMinutes(15);

  private MachineJava() {}

  /** Returns the home of a Java 17 or newer. */
  static Path on(MachineAccess access, MachineFacts facts, Consumer<String> steps) {
    return newest(facts)
        .orElseGet(
            () -> {
              steps.accept("install Java");
              String output =
                  MachineScript.require(
                      access,
                      MachineScript.request(SCRIPT, INSTALL, "" + OLDEST).byRoot(),
                      "the installation of Java " + OLDEST);
              return newest(access.facts()).orElseThrow(() -> missing(access.facts(), output));
            });
  }

  static Optional<Path> newest(MachineFacts facts) {
    return facts.javas().stream()
        .filter(java -> feature(java.version()) >= OLDEST)
        .max(Comparator.comparingInt(java -> feature(java.version())))
        .map(MachineFacts.Java::home);
  }

  /** Returns 17 for 17.0.15, and 8 for 1.8.0_392. */
  static int feature(String version) {
    String[] numbers = version.split("[^0-9]+", -1);
    String number = numbers.length > 1 && numbers[0].equals("1") ? numbers[1] : numbers[0];
    return number.matches("[0-9]{1,4}") ? Integer.parseInt(number) : 0;
  }

  private static CloudTikException missing(MachineFacts facts, String output) {
    return new CloudTikException(
        ErrorCode.UNSUPPORTED_JAVA,
        "expected Java %d or newer on the machine after it was installed, found %s; the output of the installation:\n%s"
            .formatted(OLDEST, facts.javas(), output));
  }
}

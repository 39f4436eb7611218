/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.bootstrap;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.access.MachineAccess;
import io.cloudtik.impl.access.MachineFacts;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Java that a node runs with: the newest of the machine, installed if there is none. */
public final class MachineJava {
  static final int OLDEST = 17;
  private static final MachinePackage PACKAGE =
      new MachinePackage(
          "Java " + OLDEST,
          "openjdk-%d-jre-headless default-jre-headless".formatted(OLDEST),
          "java-%d-openjdk-headless java-21-openjdk-headless".formatted(OLDEST),
          "java-%d-openjdk-headless java-21-openjdk-headless".formatted(OLDEST),
          "openjdk%d-jre-headless openjdk21-jre-headless".formatted(OLDEST));

  private MachineJava() {}

  /** Returns scripts for a machine that gets Java before anybody can say what it is. */
  public static Installers installers() {
    return new Installers(
        PACKAGE.script(), PACKAGE.arguments(), ArchivedJava.SCRIPT, Integer.toString(OLDEST));
  }

  /**
   * Scripts that bring Java to a machine.
   *
   * @param install the text of the one that installs it
   * @param arguments of that one
   * @param unpack the text of the one that takes it out of an archive
   * @param oldest the version that it must have at least
   */
  public record Installers(String install, List<String> arguments, String unpack, String oldest) {}

  /** Puts the Java of an archive there and returns its home. */
  static Path of(NodeConfig config, MachineAccess access, MachineFacts facts, JavaSource source) {
    return ArchivedJava.place(config, access, facts, source, OLDEST);
  }

  /** Installs a Java and returns its home. */
  static Path install(MachineAccess access, Map<String, String> environment) {
    String output =
        PACKAGE.install(
            access, environment, "or name an archive with Java (ClusterDraft.withJava)");
    MachineFacts facts = access.facts();
    return newest(facts).orElseThrow(() -> missing(facts, output));
  }

  /** Returns the home of the newest Java, if there is one that is new enough. */
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

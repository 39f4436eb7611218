/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.bootstrap;

import io.cloudtik.impl.access.MachineAccess;
import io.cloudtik.impl.access.MachineFacts;
import io.cloudtik.impl.access.MachineScript;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The Java of an archive on a machine: in the directory of the node, which it goes with, named by
 * the hash of the archive. It is there whole or not at all.
 */
final class ArchivedJava {
  static final String SCRIPT = MachineScript.text(ArchivedJava.class, "unpack-java.sh");
  private static final Duration DEADLINE = Duration.ofMinutes(15);

  private ArchivedJava() {}

  /**
   * Puts it there unless it is, and returns its home.
   *
   * @param facts of the machine, as of now
   * @param oldest the version that it must have at least
   */
  static Path place(
      NodeConfig config, MachineAccess access, MachineFacts facts, JavaSource source, int oldest) {
    NodeLayout layout = new NodeLayout(access.root());
    Path home = layout.java(source.sha256());
    // By its end, as what leads to it may be a link.
    Path end = layout.root().relativize(home);
    if (facts.javas().stream().anyMatch(java -> java.home().endsWith(end))) {
      return home;
    }
    Path archive = layout.javaArchive(source.sha256());
    if (source.file() != null) {
      access.place(source.file(), archive);
    }
    URI uri = source.uri();
    List<String> arguments =
        new ArrayList<>(List.of(archive.toString(), source.sha256(), "" + oldest));
    // Only the head has somebody to give it to.
    arguments.add(config.head() && uri == null ? "keep" : "drop");
    if (uri != null) {
      arguments.add(uri.toString());
    }
    MachineScript.require(
        access,
        MachineScript.request(SCRIPT, DEADLINE, arguments.toArray(String[]::new))
            .withEnvironment(Proxies.of(config.environment())),
        "the unpacking of the archive with Java (%s)".formatted(uri != null ? uri : source.file()),
        "expected a Java %d or newer for the machine's system and processor, which is %s on %s"
            .formatted(oldest, facts.architecture(), facts.os()));
    return home;
  }
}

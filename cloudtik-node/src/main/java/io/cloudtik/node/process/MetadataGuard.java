/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.process;

import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.NodeLayout;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the user of jobs from the addresses at which a machine is handed its identity: a head may
 * do more than the jobs that run on it. The kernel refuses him the way, by a rule of routing, which
 * is gone with a boot; so a node controller of root asks for it whenever it starts.
 */
public final class MetadataGuard {
  private static final String PLACE = "config/metadata-addresses";
  private static final Path IPV6 = Path.of("/proc/net/if_inet6");
  private static final String PRIORITY = "100";
  private static final String THERE_ALREADY = "File exists";

  private MetadataGuard() {}

  /** Writes down for a node from which addresses jobs are to be kept; none for a node without. */
  public static void expect(NodeLayout layout, List<String> addresses) {
    LocalFiles.write(file(layout), String.join("\n", addresses), false);
  }

  private static Path file(NodeLayout layout) {
    return layout.root().resolve(PLACE);
  }

  /**
   * Closes the way for the user of jobs.
   *
   * @return why jobs can get there all the same; empty if they cannot, or need not be kept away
   */
  public static String close(NodeLayout layout, JobUser user) {
    List<String> addresses =
        LocalFiles.read(file(layout)).stream()
            .flatMap(String::lines)
            .filter(line -> !line.isBlank())
            .toList();
    if (addresses.isEmpty()) {
      return "";
    }
    if (!user.present()) {
      return "jobs run as the user of the node";
    }
    int uid = JobIdentity.decided(layout).uid();
    return addresses.stream()
        .filter(address -> !address.contains(":") || Files.exists(IPV6))
        .map(address -> close(address, uid))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse("");
  }

  /** Returns why it could not be done. */
  private static Optional<String> close(String address, int uid) {
    List<String> command =
        List.of(
            "ip",
            address.contains(":") ? "-6" : "-4",
            "rule",
            "add",
            "priority",
            PRIORITY,
            "to",
            address,
            "uidrange",
            uid + "-" + uid,
            "prohibit");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(new File("/dev/null"))
              .start();
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      boolean done = process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
      return done || said.contains(THERE_ALREADY)
          ? Optional.empty()
          : Optional.of("%s: %s".formatted(String.join(" ", command), said));
    } catch (IOException e) {
      return Optional.of("no program ip, of iproute2: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }
}

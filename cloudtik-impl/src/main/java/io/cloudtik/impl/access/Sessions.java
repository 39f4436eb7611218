/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Starts programs as sessions of their own, so that no signal to our terminal or group ends them.
 */
public final class Sessions {
  private static final String PERL =
      "use POSIX; POSIX::setsid(); exec { $ARGV[0] } @ARGV or exit 127";

  private Sessions() {}

  /** Returns the arguments to put before a program: {@code setsid}, or Perl where it is missing. */
  public static List<String> prefix() {
    Optional<Path> setsid = find("setsid");
    if (setsid.isPresent()) {
      return List.of(setsid.get().toString());
    }
    Path perl =
        find("perl")
            .orElseThrow(
                () ->
                    new CloudTikException(
                        ErrorCode.EXEC_FAILED,
                        "neither setsid nor perl is on the PATH, one of them is needed to start"
                            + " processes that outlive this one; install util-linux or perl"));
    return List.of(perl.toString(), "-e", PERL);
  }

  /**
   * Returns the arguments to put before a program that nobody here waits for. Where {@code setsid}
   * can fork, the program is no child of this process, which then needs no thread for its end.
   */
  static List<String> detachedPrefix() {
    List<String> prefix = new ArrayList<>(prefix());
    if (prefix.size() == 1 && Forking.POSSIBLE) {
      prefix.add("--fork");
    }
    return prefix;
  }

  /** Asked once, and only by who needs it. */
  private static final class Forking {
    static final boolean POSSIBLE = possible();

    private static boolean possible() {
      try {
        Process help =
            new ProcessBuilder(prefix().get(0), "--help").redirectErrorStream(true).start();
        help.getOutputStream().close();
        String text = new String(help.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return text.contains("--fork");
      } catch (IOException e) {
        // It works without.
        return false;
      }
    }
  }

  /** Returns the first executable file of that name on the PATH. */
  public static Optional<Path> find(String program) {
    String path = System.getenv().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
    for (String directory : path.split(File.pathSeparator, -1)) {
      if (!directory.isEmpty()) {
        Path candidate = Path.of(directory, program);
        if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
          return Optional.of(candidate);
        }
      }
    }
    return Optional.empty();
  }
}

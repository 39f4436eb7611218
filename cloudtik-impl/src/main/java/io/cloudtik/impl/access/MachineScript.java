/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Runs one of our scripts on a machine, which needs no more than a POSIX shell. */
public final class MachineScript {
  private static final int SHOWN_LINES = 20;

  private MachineScript() {}

  /** Returns the text of a script that lies beside a class. */
  public static String text(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new CloudTikException(
          ErrorCode.INTERNAL, "script " + name + " cannot be read", new UncheckedIOException(e));
    }
  }

  /** Returns the request that runs the text of a script, without input, as the machine's user. */
  public static CommandRequest request(String text, Duration deadline, String... arguments) {
    List<String> command = new ArrayList<>(List.of("sh", "-c", text, "sh"));
    command.addAll(List.of(arguments));
    return CommandRequest.of(command, Path.of("/"), deadline);
  }

  /** Runs a script and returns what it printed; fails unless it ends with 0. */
  public static String require(MachineAccess access, CommandRequest request, String what) {
    return require(access, request, what, "");
  }

  /**
   * As the other one.
   *
   * @param advice what was expected and what to do, for the message of a failure; may be empty
   */
  public static String require(
      MachineAccess access, CommandRequest request, String what, String advice) {
    CommandResult result = access.run(request);
    if (result.exitCode() != 0) {
      List<String> lines = result.output().lines().toList();
      throw new CloudTikException(
          ErrorCode.EXEC_FAILED,
          "%s failed with exit code %d; %sthe end of its output:\n%s"
              .formatted(
                  what,
                  result.exitCode(),
                  advice.isEmpty() ? "" : advice + "; ",
                  String.join(
                      "\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()))));
    }
    return result.output();
  }
}

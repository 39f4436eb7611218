/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.impl.access.CommandRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The one place that makes a line for a shell. sshd gives each command to the login shell of the
 * user, and that may be any program. Where it is one that quotes as POSIX says, and nothing is to
 * be hidden from other users of the machine, the command is the line. Otherwise the line is always
 * the same and makes {@code /bin/sh} read the command as the first line of its input, where neither
 * another shell nor a list of processes sees it.
 *
 * @param text what the login shell is given
 * @param header what goes before the input of the command; empty if the line says it all
 */
record ShellLine(String text, byte[] header) {
  /** Means the same in every shell that is known: no dollar is outside of single quotes. */
  private static final String READS_HEADER = "exec /bin/sh -c 'IFS= read -r h; eval \"$h\"'";

  /** With the home directory of root, as after a login. */
  private static final String SUDO = "sudo -n -H /bin/sh -c ";

  private static final String READS_HEADER_AS_ROOT =
      "exec " + SUDO + "'IFS= read -r h; eval \"$h\"'";

  /** Finds out whether the one above can work; what it says is in English. */
  static final String TRIES_SUDO = "exec env LC_ALL=C " + SUDO + "'exit 0'";

  /** Shells in which a single-quoted string holds every character but the quote itself. */
  private static final Set<String> POSIX = Set.of("sh", "dash", "bash", "ash", "ksh", "mksh");

  /** Linux takes at most 128 KiB for one argument, and the login shell gets the line as one. */
  private static final int LONGEST = 96 << 10;

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** Told on standard error, with the exit code below, when a program or directory is missing. */
  static final String NO_PROGRAM = "no-program";

  static final String NO_DIRECTORY = "no-directory";
  static final int NOT_STARTED = 127;

  /** Returns the line that runs a program in the place of the shell. */
  static ShellLine run(CommandRequest request, String runId, String loginShell, boolean sudo) {
    check(request);
    return of(
        "export CLOUDTIK_RUN="
            + quote(runId)
            + "; "
            + prepare(request, runId)
            + "exec "
            + quoteAll(request.arguments()),
        request,
        loginShell,
        sudo);
  }

  /**
   * Returns the line that starts a program for nobody to wait for: a session of its own, where
   * {@code setsid} is there. Without it the session is the one that sshd makes for each command.
   */
  static ShellLine detach(CommandRequest request, String runId, String loginShell, boolean sudo) {
    check(request);
    return of(
        prepare(request, runId)
            + "trap '' HUP; set -- "
            + quoteAll(request.arguments())
            + "; if command -v setsid >/dev/null 2>&1; then set -- setsid \"$@\"; fi; "
            + "\"$@\" </dev/null >/dev/null 2>&1 & exit 0",
        request,
        loginShell,
        sudo);
  }

  /** Returns the line for a script of ours that is not to be ended with the commands. */
  static ShellLine script(CommandRequest request, boolean sudo) {
    return of("exec " + quoteAll(request.arguments()), request, "", sudo);
  }

  private static ShellLine of(
      String script, CommandRequest request, String loginShell, boolean sudo) {
    boolean shown =
        !sudo
            && request.environment().isEmpty()
            && POSIX.contains(loginShell)
            && script.length() < LONGEST / 3;
    if (shown) {
      return new ShellLine(script, new byte[0]);
    }
    // One line: what it quotes has its line breaks replaced by a variable.
    String line =
        script.indexOf('\n') < 0
            ? script
            : "N=$(printf '\\nx'); N=${N%x}; " + script.replace("\n", "'\"$N\"'");
    return new ShellLine(
        sudo ? READS_HEADER_AS_ROOT : READS_HEADER, (line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Sets environment and directory, and sees that there is such a program. */
  private static String prepare(CommandRequest request, String runId) {
    StringBuilder script = new StringBuilder();
    new TreeMap<>(request.environment())
        .forEach(
            (name, value) ->
                script
                    .append("export ")
                    .append(name)
                    .append('=')
                    .append(quote(value))
                    .append("; "));
    String directory = quote(request.directory().toString());
    script
        .append("cd ")
        .append(directory)
        .append(" 2>/dev/null || { mkdir -p ")
        .append(directory)
        .append(" && cd ")
        .append(directory)
        .append("; } || ")
        .append(refuse(runId, NO_DIRECTORY))
        .append("command -v ")
        .append(quote(request.arguments().get(0)))
        .append(" >/dev/null 2>&1 || ")
        .append(refuse(runId, NO_PROGRAM));
    return script.toString();
  }

  private static String refuse(String runId, String what) {
    return "{ echo " + quote(mark(runId, what)) + " >&2; exit " + NOT_STARTED + "; }; ";
  }

  /** Returns what is printed to standard error for a program that was not started. */
  static String mark(String runId, String what) {
    return "cloudtik " + runId + " " + what;
  }

  private static void check(CommandRequest request) {
    for (String name : request.environment().keySet()) {
      if (!NAME.matcher(name).matches()) {
        throw InvalidSpecException.of(
            "environment: expected names of letters, digits and underscores, got "
                + name.replaceAll("\\p{Cntrl}", "?"));
      }
    }
  }

  private static String quoteAll(List<String> values) {
    StringBuilder all = new StringBuilder();
    for (String value : values) {
      all.append(all.isEmpty() ? "" : " ").append(quote(value));
    }
    return all.toString();
  }

  private static String quote(String value) {
    return "'" + value.replace("'", "'\\''") + "'";
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.spi.provider.SshAddress;

/** Says why the user of a machine may not become root there, and what to do. */
final class SudoErrors {
  private static final int NO_PROGRAM = 127;

  private SudoErrors() {}

  /**
   * Returns the error for what sudo said in English.
   *
   * @param code with which it ended
   */
  static CloudTikException refused(SshAddress address, int code, String said) {
    String user = address.user();
    String line = "with the line '" + user + " ALL=(ALL) NOPASSWD: ALL'";
    String why;
    if (code == NO_PROGRAM) {
      why =
          "sudo is not installed there; install it (apt-get install sudo, or dnf install sudo) and add a file below /etc/sudoers.d "
              + line;
    } else if (said.contains("password is required") || said.contains("terminal is required")) {
      why =
          "sudo asks for a password, as it also does for a user whom it does not know; add a file below /etc/sudoers.d "
              + line;
    } else if (said.contains("not in the sudoers")
        || said.contains("not allowed")
        || said.contains("may not run sudo")) {
      why =
          "sudo knows no such right of that user; add a file below /etc/sudoers.d "
              + line
              + ", or change the one that is there";
    } else if (said.contains("must have a tty")) {
      why =
          "sudo wants a terminal; add a file below /etc/sudoers.d with the line 'Defaults:%s !requiretty'"
              .formatted(user);
    } else if (said.contains("no new privileges")
        || said.contains("setuid")
        || said.contains("effective uid")) {
      why =
          "sudo cannot become root there; look whether its file belongs to root with mode 4755, and at the options nosuid of its mount and NoNewPrivileges of sshd's service";
    } else {
      why = "look at what sudo said, and for a file below /etc/sudoers.d " + line;
    }
    return new CloudTikException(
        ErrorCode.PERMISSION_DENIED,
        "user %s may not become root on %s: %s; or log in as root (sudo said: %s)"
            .formatted(
                user, SshErrors.name(address), why, said.isBlank() ? "nothing" : said.strip()));
  }
}

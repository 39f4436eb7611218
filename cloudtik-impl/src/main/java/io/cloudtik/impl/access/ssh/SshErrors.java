/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.spi.provider.SshAddress;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;

/** Says what is wrong with the way to a machine, and what to do. */
final class SshErrors {
  private SshErrors() {}

  /** Returns {@code user@host:port}, and through which machine it is reached. */
  static String name(SshAddress address) {
    return "%s@%s:%d".formatted(address.user(), address.host(), address.port())
        + address.via().map(via -> " (through " + name(via) + ")").orElse("");
  }

  static CloudTikException unreachable(SshAddress address, String why) {
    return new CloudTikException(
        ErrorCode.MACHINE_UNREACHABLE, "cannot reach " + name(address) + ": " + why);
  }

  static CloudTikException connecting(SshAddress address, IOException e, Duration deadline) {
    String why;
    if (e instanceof UnknownHostException) {
      why = "no such host name; look at the address and at the name service";
    } else if (e instanceof SocketTimeoutException) {
      why =
          "no answer within %d s; look at the address, at firewalls or security groups, and whether the machine runs"
              .formatted(deadline.toSeconds());
    } else if (e instanceof NoRouteToHostException) {
      why = "there is no route to it; look at the address and at the network";
    } else if (e instanceof ConnectException
        && String.valueOf(e.getMessage()).contains("refused")) {
      why = "nothing listens there; look whether sshd runs, and at the port";
    } else {
      why = e.getMessage() + "; look at the address and at the network";
    }
    return new CloudTikException(
        ErrorCode.MACHINE_UNREACHABLE, "cannot reach " + name(address) + ": " + why, e);
  }

  static CloudTikException silent(SshAddress address, Duration deadline, String step) {
    return unreachable(
        address,
        "the port was opened, but %s was not done within %d s; look whether it is sshd that listens there, and at the load of the machine"
            .formatted(step, deadline.toSeconds()));
  }

  static CloudTikException handshake(SshAddress address, IOException e) {
    return new CloudTikException(
        ErrorCode.MACHINE_UNREACHABLE,
        "no SSH connection with %s: %s; look at the log of its sshd (journalctl -u ssh)"
            .formatted(name(address), e.getMessage()),
        e);
  }

  /** The connection ended while a command was under way: it may or may not have run. */
  static CloudTikException lost(SshAddress address, String what, Throwable cause) {
    return new CloudTikException(
        ErrorCode.MACHINE_UNREACHABLE,
        "the connection with %s was lost while %s was under way; it is not known whether it ended, and it was not repeated; look there before you do it again"
            .formatted(name(address), what),
        cause);
  }

  /** A script of ours for files failed. */
  static CloudTikException file(SshAddress address, String what, int code, String said) {
    return new CloudTikException(
        said.contains("Permission denied") ? ErrorCode.PERMISSION_DENIED : ErrorCode.EXEC_FAILED,
        "cannot %s on %s: %s (exit code %d); look at the path, its owner and mode, and at free space there"
            .formatted(what, name(address), said.strip(), code));
  }

  static CloudTikException interrupted(String what, InterruptedException e) {
    Thread.currentThread().interrupt();
    return new CloudTikException(ErrorCode.INTERRUPTED, "interrupted; " + what, e);
  }
}

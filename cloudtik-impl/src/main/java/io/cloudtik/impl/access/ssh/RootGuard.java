/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.spi.provider.SshAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.direct.Session;
import org.jspecify.annotations.Nullable;

/** The guard of commands that sudo runs, started with the first of them. Thread-safe. */
final class RootGuard {
  private final SshAddress address;
  private final SSHClient client;
  private final String prefix;
  private @Nullable Guard guard;

  RootGuard(SshAddress address, SSHClient client, String prefix) {
    this.address = address;
    this.client = client;
    this.prefix = prefix;
  }

  synchronized Guard guard() throws IOException {
    Guard now = guard;
    if (now == null) {
      requireSudo();
      now = Guard.start(address, client.startSession(), prefix + "r", true);
      guard = now;
    }
    return now;
  }

  private void requireSudo() throws IOException {
    try (Session session = client.startSession()) {
      Session.Command command = session.exec("exec sudo -n true");
      command.getOutputStream().close();
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      command.getErrorStream().transferTo(said);
      command.join();
      Integer code = command.getExitStatus();
      if (code == null || code != 0) {
        throw new CloudTikException(
            ErrorCode.PERMISSION_DENIED,
            "user %s may not become root on %s without a password (%s); install sudo and add a file below /etc/sudoers.d with the line '%s ALL=(ALL) NOPASSWD: ALL', or log in as root"
                .formatted(
                    address.user(),
                    SshErrors.name(address),
                    said.toString(StandardCharsets.UTF_8).strip(),
                    address.user()));
      }
    }
  }

  synchronized void tell() {
    if (guard != null) {
      guard.tell();
    }
  }

  synchronized void bye() throws IOException {
    if (guard != null) {
      guard.bye();
    }
  }
}

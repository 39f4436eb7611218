/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.spi.provider.SshAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.direct.Session;
import org.jspecify.annotations.Nullable;

/** The guard of commands that sudo runs, started with the first of them. Thread-safe. */
final class RootGuard {
  private final SshAddress address;
  private final SSHClient client;
  private final String prefix;
  private final Duration answer;
  private @Nullable Guard guard;

  RootGuard(SshAddress address, SSHClient client, String prefix, Duration answer) {
    this.address = address;
    this.client = client;
    this.prefix = prefix;
    this.answer = answer;
  }

  synchronized Guard guard() throws IOException {
    Guard now = guard;
    if (now == null) {
      now = start();
      guard = now;
    }
    return now;
  }

  private Guard start() throws IOException {
    try {
      return Guard.start(address, client.startSession(), prefix + "r", answer, true);
    } catch (CloudTikException e) {
      // Only when it went wrong is it worth a round trip to know why.
      requireSudo();
      throw e;
    }
  }

  /** Fails, saying why, where sudo makes no root of the user; returns true otherwise. */
  boolean requireSudo() throws IOException {
    try (Session session = client.startSession()) {
      Session.Command command = session.exec(ShellLine.TRIES_SUDO);
      command.getOutputStream().close();
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      command.getErrorStream().transferTo(said);
      command.join();
      Integer code = command.getExitStatus();
      if (code == null || code != 0) {
        throw SudoErrors.refused(
            address, code == null ? -1 : code, said.toString(StandardCharsets.UTF_8));
      }
      return true;
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

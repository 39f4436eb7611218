/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.access.CommandRequest;
import io.cloudtik.spi.provider.SshAddress;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Finds out that our line did not get as far as the program. */
final class Refusals {
  private static final int KEPT = 4 << 10;

  private final String program;
  private final String directory;
  private final CommandRequest request;
  private final SshAddress address;
  private final ByteArrayOutputStream beginning = new ByteArrayOutputStream();

  Refusals(String run, CommandRequest request, SshAddress address) {
    this.program = ShellLine.mark(run, ShellLine.NO_PROGRAM);
    this.directory = ShellLine.mark(run, ShellLine.NO_DIRECTORY);
    this.request = request;
    this.address = address;
  }

  /** Hands standard error on and keeps its beginning. */
  void read(InputStream in, SshExec.Reader reader) throws IOException {
    reader.read(
        new FilterInputStream(in) {
          @Override
          public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
          }

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            if (count > 0 && beginning.size() < KEPT) {
              beginning.write(buffer, offset, Math.min(count, KEPT - beginning.size()));
            }
            return count;
          }
        });
  }

  /** Says whether it may have been sudo that failed, which must be asked then. */
  boolean maybeOfSudo(int code) {
    return code != 0 && beginning.toString(StandardCharsets.UTF_8).contains("sudo: ");
  }

  void check(int code) {
    if (code != ShellLine.NOT_STARTED) {
      return;
    }
    String first = beginning.toString(StandardCharsets.UTF_8);
    if (first.contains(program)) {
      throw failed(
          "there is no such program on its PATH, or it may not be run; install it, or name it by its whole path");
    }
    if (first.contains(directory)) {
      throw failed(
          "the directory cannot be made or entered: "
              + first.lines().filter(line -> !line.startsWith("cloudtik ")).toList()
              + "; mend its owner or mode, or choose another place");
    }
  }

  private CloudTikException failed(String why) {
    return new CloudTikException(
        ErrorCode.EXEC_FAILED,
        "cannot run %s in %s on %s: %s"
            .formatted(
                request.arguments().get(0), request.directory(), SshErrors.name(address), why));
  }
}

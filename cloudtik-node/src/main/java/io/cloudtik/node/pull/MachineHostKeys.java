/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.pull;

import io.cloudtik.impl.access.LocalFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The host keys of the sshd of this machine. It tells them on a way that is known to be its own, so
 * that who logs in later knows them beforehand.
 */
final class MachineHostKeys {
  private static final Path SSHD = Path.of("/etc/ssh");
  private static final int MOST = 8;

  private MachineHostKeys() {}

  /** Returns the public keys as OpenSSH writes them; none where there is no sshd. */
  static List<String> read() {
    return read(SSHD);
  }

  static List<String> read(Path directory) {
    List<String> keys = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> files =
          Files.newDirectoryStream(directory, "ssh_host_*_key.pub")) {
        for (Path file : files) {
          LocalFiles.read(file).ifPresent(text -> add(text, keys));
        }
      } catch (IOException e) {
        PullMain.say("the host keys below %s cannot be read: %s".formatted(directory, e));
      }
    }
    Collections.sort(keys);
    return keys.subList(0, Math.min(MOST, keys.size()));
  }

  /** The comment, a user and a host, is left out. */
  private static void add(String text, List<String> keys) {
    String[] words = text.strip().split("\\s+");
    if (words.length >= 2) {
      keys.add(words[0] + " " + words[1]);
    }
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.redis;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.access.LocalFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * What one server is told in its configuration file. Every change is in the append-only file before
 * it is confirmed on the primary, within a second on a shard; nothing is ever evicted.
 *
 * @param host the address to bind
 * @param port to bind
 * @param data the directory of its data
 * @param users the ACL file
 * @param primary whether decisions rest on what it keeps
 */
record RedisConfig(String host, int port, Path data, Path users, boolean primary) {
  /** Writes the file, for its owner only, and makes the directory of the data. */
  void write(Path file) {
    try {
      Files.createDirectories(data);
      Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
    } catch (IOException e) {
      throw new CloudTikException(
          ErrorCode.EXEC_FAILED,
          "cannot make %s for the data of Redis: %s; check permissions and free space"
              .formatted(data, e),
          e);
    }
    LocalFiles.write(file, text(), true);
  }

  private String text() {
    return """
        # Written by the set-up of the node; changes are lost when it runs again.
        bind %s
        port %d
        protected-mode yes
        tcp-backlog 128
        tcp-keepalive 60
        timeout 0
        dir %s
        aclfile %s
        appendonly yes
        appendfsync %s
        save ""
        maxmemory 0
        maxmemory-policy noeviction
        logfile ""
        daemonize no
        always-show-logo no
        enable-debug-command no
        enable-module-command no
        enable-protected-configs no
        """
        .formatted(host, port, quoted(data), quoted(users), primary ? "always" : "everysec");
  }

  private static String quoted(Path path) {
    return '"' + path.toAbsolutePath().toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}

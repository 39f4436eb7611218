/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.onpremise;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.FileErrors;
import io.cloudtik.error.InvalidSpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The credentials of a bucket. No message has more of them than the name of what is wrong.
 *
 * @param token of a session; null for a lasting key
 */
record S3Keys(String id, String secret, @Nullable String token) {
  private static final String ID = "aws_access_key_id";
  private static final String SECRET = "aws_secret_access_key";
  private static final String TOKEN = "aws_session_token";
  private static final String SECTION = "default";
  private static final Set<PosixFilePermission> OF_OTHERS =
      Set.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  /** Reads those of a file that only its owner can read. */
  static S3Keys read(Path file) {
    try {
      if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
        Set<PosixFilePermission> open = EnumSet.copyOf(OF_OTHERS);
        open.retainAll(Files.getPosixFilePermissions(file));
        if (!open.isEmpty()) {
          throw new CloudTikException(
              ErrorCode.PERMISSION_DENIED,
              "file %s with the credentials of the bucket can be used by others; run chmod 600 on it"
                  .formatted(file));
        }
      }
      return parse(file.toString(), Files.readAllLines(file));
    } catch (IOException e) {
      throw new CloudTikException(
          ErrorCode.FILE_MISSING,
          "cannot read the credentials of the bucket: " + FileErrors.reason(file, e),
          e);
    }
  }

  /**
   * Reads those of some lines.
   *
   * @param where the lines are from, for messages
   */
  static S3Keys parse(String where, List<String> lines) {
    Map<String, String> found = new TreeMap<>();
    String section = SECTION;
    for (String each : lines) {
      String line = each.strip();
      if (line.startsWith("[") && line.endsWith("]")) {
        section = line.substring(1, line.length() - 1).strip();
      } else if (section.equals(SECTION) && line.contains("=") && !line.matches("[#;].*")) {
        int equals = line.indexOf('=');
        found.put(
            line.substring(0, equals).strip().toLowerCase(Locale.ROOT),
            line.substring(equals + 1).strip());
      }
    }
    for (String needed : List.of(ID, SECRET)) {
      if (!found.getOrDefault(needed, "").matches("[\\x21-\\x7e]+")) {
        throw InvalidSpecException.of(
            "%s: expected a line %s=..., outside of sections or in [%s], got none or one with other characters than ASCII"
                .formatted(where, needed, SECTION));
      }
    }
    String token = found.getOrDefault(TOKEN, "");
    return new S3Keys(
        found.getOrDefault(ID, ""), found.getOrDefault(SECRET, ""), token.isEmpty() ? null : token);
  }

  /** Returns them as lines that {@link #parse} reads: nothing else of the user's file. */
  String text() {
    String lasting = "%s=%s\n%s=%s\n".formatted(ID, id, SECRET, secret);
    return token == null ? lasting : lasting + TOKEN + "=" + token + "\n";
  }

  @Override
  public String toString() {
    return "S3Keys[****]";
  }
}

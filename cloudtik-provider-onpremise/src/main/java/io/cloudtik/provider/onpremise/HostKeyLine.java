/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.onpremise;

import io.cloudtik.spec.Names;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** The public key of a host as OpenSSH writes it: type, key, and perhaps a comment. */
final class HostKeyLine {
  private static final Set<String> TYPES = Set.of("ssh-ed25519", "ssh-rsa");

  private HostKeyLine() {}

  /** Finds what is wrong with it. */
  static List<String> problems(String path, String line) {
    String[] parts = line.split(" ", 3);
    boolean printable = line.codePoints().noneMatch(Character::isISOControl);
    if (printable
        && parts.length >= 2
        && TYPES.contains(parts[0])
        && type(parts[1]).equals(parts[0])) {
      return List.of();
    }
    return List.of(
        "%s: expected a key such as 'ssh-ed25519 AAAAC3Nza…', Ed25519 or RSA, got %s; ssh-keyscan"
                .formatted(path, Names.quoted(line))
            + " shows keys with the name of the host before them, which is left out");
  }

  /** The key says its type itself. */
  private static String type(String base64) {
    try {
      ByteBuffer key = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
      int length = key.getInt();
      if (length < 0 || length > key.remaining()) {
        return "";
      }
      byte[] type = new byte[length];
      key.get(type);
      return key.hasRemaining() ? new String(type, StandardCharsets.US_ASCII) : "";
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      return "";
    }
  }
}

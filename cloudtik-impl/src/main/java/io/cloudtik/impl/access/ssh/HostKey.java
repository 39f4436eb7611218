/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Optional;

/**
 * A public key, as in {@code known_hosts}.
 *
 * @param type for example {@code ssh-ed25519}
 * @param base64 the key itself, as SSH sends it
 */
record HostKey(String type, String base64) {
  static HostKey of(PublicKey key) {
    return new HostKey(
        SshKeyPair.type(key), Base64.getEncoder().encodeToString(SshKeyPair.blob(key)));
  }

  /** Reads {@code type base64 [comment]}; empty if that is not what the line is. */
  static Optional<HostKey> parse(String line) {
    String[] parts = line.strip().split("\\s+");
    if (parts.length < 2) {
      return Optional.empty();
    }
    try {
      return Base64.getDecoder().decode(parts[1]).length == 0
          ? Optional.empty()
          : Optional.of(new HostKey(parts[0], parts[1]));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  String line() {
    return type + " " + base64;
  }

  String fingerprint() {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(Base64.getDecoder().decode(base64));
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return type + " " + fingerprint();
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;

/**
 * A key of a user. The private half is told by {@link #privateText} only, never by {@link
 * #toString}. Immutable.
 */
public final class SshKeyPair {
  private final KeyPair pair;
  private final String comment;

  SshKeyPair(KeyPair pair, String comment) {
    this.pair = pair;
    this.comment = comment;
  }

  /** Returns the public key as OpenSSH writes it, on one line, with the comment. */
  public String publicLine() {
    return HostKey.of(pair.getPublic()).line() + (comment.isEmpty() ? "" : " " + comment);
  }

  /** Returns the fingerprint of the public key, {@code SHA256:...}. */
  public String fingerprint() {
    return HostKey.of(pair.getPublic()).fingerprint();
  }

  /** Returns the private key as OpenSSH writes it, without a passphrase. A secret. */
  public String privateText() {
    return PrivateKeyText.write(pair, comment);
  }

  PublicKey publicKey() {
    return pair.getPublic();
  }

  PrivateKey privateKey() {
    return pair.getPrivate();
  }

  static byte[] blob(PublicKey key) {
    return new Buffer.PlainBuffer().putPublicKey(key).getCompactData();
  }

  static String type(PublicKey key) {
    return KeyType.fromKey(key).toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SshKeyPair that && pair.getPublic().equals(that.pair.getPublic());
  }

  @Override
  public int hashCode() {
    return pair.getPublic().hashCode();
  }

  @Override
  public String toString() {
    return publicLine();
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.util.Arrays;
import java.util.Base64;

/** The Ed25519 key by which a machine is known, as sshd reads it. */
final class HostKey {
  private static final String TYPE = "ssh-ed25519";
  private static final int LENGTH = 32;
  private static final int BLOCK = 8;

  private final byte[] seed;
  private final byte[] point;

  private HostKey(byte[] seed, byte[] point) {
    this.seed = seed;
    this.point = point;
  }

  static HostKey random() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      byte[] encoded = pair.getPublic().getEncoded();
      return new HostKey(
          ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow(),
          // The point is what the encoding ends with.
          Arrays.copyOfRange(encoded, encoded.length - LENGTH, encoded.length));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no Ed25519", e);
    }
  }

  /** Returns the line that clients know. */
  String publicLine() {
    return TYPE + " " + Base64.getEncoder().encodeToString(publicKey());
  }

  /** Returns the file of the private key: openssh-key-v1, without a passphrase. */
  byte[] privateFile() {
    int check = new SecureRandom().nextInt();
    byte[] secret =
        bytes(
            out -> {
              out.writeInt(check);
              out.writeInt(check);
              write(out, TYPE.getBytes(StandardCharsets.US_ASCII));
              write(out, point);
              out.writeInt(seed.length + point.length);
              out.write(seed);
              out.write(point);
              write(out, new byte[0]);
              for (int i = 1; out.size() % BLOCK != 0; i++) {
                out.write(i);
              }
            });
    byte[] none = "none".getBytes(StandardCharsets.US_ASCII);
    byte[] all =
        bytes(
            out -> {
              out.write("openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII));
              write(out, none);
              write(out, none);
              write(out, new byte[0]);
              out.writeInt(1);
              write(out, publicKey());
              write(out, secret);
            });
    return ("-----BEGIN OPENSSH PRIVATE KEY-----\n"
            + Base64.getMimeEncoder(70, new byte[] {'\n'}).encodeToString(all)
            + "\n-----END OPENSSH PRIVATE KEY-----\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private byte[] publicKey() {
    return bytes(
        out -> {
          write(out, TYPE.getBytes(StandardCharsets.US_ASCII));
          write(out, point);
        });
  }

  private static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] bytes(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      writing.to(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @FunctionalInterface
  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  @Override
  public String toString() {
    return "HostKey{" + publicLine() + "}";
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.FileErrors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Set;

/** Makes keys of users, and reads those that exist. */
public final class SshKeys {
  private static final int RSA_BITS = 3072;
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rwx------");

  private SshKeys() {}

  /** Makes a new Ed25519 key. */
  public static SshKeyPair ed25519(String comment) {
    return generate("Ed25519", 0, comment);
  }

  /** Makes a new RSA key of 3072 bits, for machines that do not take Ed25519. */
  public static SshKeyPair rsa(String comment) {
    return generate("RSA", RSA_BITS, comment);
  }

  /**
   * Reads a private key.
   *
   * @param text in the format of OpenSSH, or an RSA key in PEM, without a passphrase
   */
  public static SshKeyPair parse(String text) {
    return PrivateKeyText.read(text, "the key that was given");
  }

  /**
   * Reads the file of a private key, which nobody but its owner may be able to read.
   *
   * @throws CloudTikException if it is missing, protected by a passphrase, no private key, or open
   *     to others
   */
  public static SshKeyPair read(Path file) {
    try {
      Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
      if (!OWNER.containsAll(mode)) {
        throw new CloudTikException(
            ErrorCode.LOGIN_REFUSED,
            "the private key %s is not used: others than its owner may read or change it (%s); run: chmod 600 '%s'"
                .formatted(file, PosixFilePermissions.toString(mode), file));
      }
      return PrivateKeyText.read(
          Files.readString(file, StandardCharsets.ISO_8859_1), file.toString());
    } catch (NoSuchFileException e) {
      throw new CloudTikException(
          ErrorCode.FILE_MISSING,
          "there is no private key " + file + "; look at the path, or make one with ssh-keygen",
          e);
    } catch (IOException e) {
      throw new CloudTikException(
          ErrorCode.FILE_MISSING,
          "cannot read the private key " + file + ": " + FileErrors.reason(file, e),
          e);
    }
  }

  private static SshKeyPair generate(String algorithm, int bits, String comment) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      if (bits > 0) {
        generator.initialize(bits);
      }
      return new SshKeyPair(generator.generateKeyPair(), comment);
    } catch (GeneralSecurityException e) {
      throw new CloudTikException(
          ErrorCode.UNSUPPORTED_JAVA,
          "this Java makes no %s keys; use a JDK 17 or newer with its own providers"
              .formatted(algorithm),
          e);
    }
  }
}

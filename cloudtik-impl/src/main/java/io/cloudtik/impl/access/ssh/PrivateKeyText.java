/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import com.hierynomus.sshj.userauth.keyprovider.OpenSSHKeyV1KeyFile;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.schmizz.sshj.common.Buffer.PlainBuffer;

/** Private keys as text, in the format of OpenSSH; RSA keys in PEM are read, too. */
final class PrivateKeyText {
  private static final String MAGIC = "openssh-key-v1\0";
  private static final int BLOCK = 8;
  private static final int LINE = 70;
  private static final int ED25519_BYTES = 32;
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]*PRIVATE KEY)-----(.*?)-----END", Pattern.DOTALL);

  /** Version 0, algorithm rsaEncryption, then the key as an octet string. */
  private static final byte[] RSA_IN_PKCS8 = Base64.getDecoder().decode("AgEAMA0GCSqGSIb3DQEBAQUA");

  private PrivateKeyText() {}

  /**
   * Reads a key.
   *
   * @param origin where it came from, for messages
   */
  static SshKeyPair read(String text, String origin) {
    Matcher pem = PEM.matcher(text);
    if (!pem.find()) {
      throw refused(
          origin, "it is no private key; expected one that begins -----BEGIN ... PRIVATE KEY-----");
    }
    String kind = pem.group(1);
    String body = pem.group(2);
    if (kind.contains("ENCRYPTED") || body.contains("ENCRYPTED")) {
      throw passphrase(origin);
    }
    try {
      return switch (kind) {
        case "OPENSSH PRIVATE KEY" -> openSsh(text, body, origin);
        case "RSA PRIVATE KEY" -> rsa(wrapped(decoded(body)));
        case "PRIVATE KEY" -> rsa(decoded(body));
        default -> throw unknown(origin, kind);
      };
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      if (e instanceof CloudTikException known) {
        throw known;
      }
      // Not as a cause: what a parser says can hold what it parsed.
      throw refused(
          origin, "it cannot be read (" + e.getClass().getSimpleName() + "), expected a whole key");
    }
  }

  private static SshKeyPair openSsh(String text, String body, String origin) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(decoded(body));
    bytes.position(MAGIC.length());
    byte[] cipher = new byte[bytes.getInt()];
    bytes.get(cipher);
    if (!new String(cipher, StandardCharsets.US_ASCII).equals("none")) {
      throw passphrase(origin);
    }
    if (new String(bytes.array(), StandardCharsets.ISO_8859_1).contains("ecdsa-sha2")) {
      throw refused(origin, "it is an ECDSA key; use an Ed25519 or an RSA key");
    }
    OpenSSHKeyV1KeyFile file = new OpenSSHKeyV1KeyFile();
    file.init(new StringReader(text));
    return new SshKeyPair(new KeyPair(file.getPublic(), file.getPrivate()), "");
  }

  private static SshKeyPair rsa(byte[] pkcs8) throws GeneralSecurityException {
    KeyFactory keys = KeyFactory.getInstance("RSA");
    RSAPrivateCrtKey key = (RSAPrivateCrtKey) keys.generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    return new SshKeyPair(
        new KeyPair(
            keys.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent())),
            key),
        "");
  }

  /** Wraps an RSA key as such into what says that it is one. */
  private static byte[] wrapped(byte[] key) {
    return der(0x30, concat(RSA_IN_PKCS8, der(0x04, key)));
  }

  private static byte[] der(int tag, byte[] content) {
    byte[] head = {
      (byte) tag, (byte) 0x82, (byte) (content.length >> 8), (byte) (content.length & 0xff)
    };
    return concat(head, content);
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static byte[] decoded(String body) {
    return Base64.getMimeDecoder().decode(body);
  }

  static String write(KeyPair pair, String comment) {
    String type = SshKeyPair.type(pair.getPublic());
    PlainBuffer secret = new PlainBuffer();
    int check = new SecureRandom().nextInt() & 0x7fffffff;
    secret.putUInt32(check).putUInt32(check).putString(type);
    if (pair.getPrivate() instanceof RSAPrivateCrtKey rsa) {
      secret
          .putMPInt(rsa.getModulus())
          .putMPInt(rsa.getPublicExponent())
          .putMPInt(rsa.getPrivateExponent())
          .putMPInt(coefficient(rsa))
          .putMPInt(rsa.getPrimeP())
          .putMPInt(rsa.getPrimeQ());
    } else if (type.equals("ssh-ed25519")) {
      byte[] open = last(pair.getPublic().getEncoded());
      secret.putBytes(open).putBytes(concat(last(pair.getPrivate().getEncoded()), open));
    } else {
      throw unknown("a key of the kind " + type, type);
    }
    secret.putString(comment);
    for (int i = 1; secret.available() % BLOCK != 0; i++) {
      secret.putByte((byte) i);
    }
    PlainBuffer all =
        new PlainBuffer()
            .putRawBytes(MAGIC.getBytes(StandardCharsets.US_ASCII))
            .putString("none")
            .putString("none")
            .putString("")
            .putUInt32(1)
            .putBytes(SshKeyPair.blob(pair.getPublic()))
            .putBytes(secret.getCompactData());
    String body =
        Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(all.getCompactData());
    return "-----BEGIN OPENSSH PRIVATE KEY-----\n" + body + "\n-----END OPENSSH PRIVATE KEY-----\n";
  }

  private static BigInteger coefficient(RSAPrivateCrtKey key) {
    return key.getCrtCoefficient();
  }

  private static byte[] last(byte[] encoded) {
    return Arrays.copyOfRange(encoded, encoded.length - ED25519_BYTES, encoded.length);
  }

  private static CloudTikException passphrase(String origin) {
    return refused(
        origin,
        "it is protected by a passphrase, which nobody is asked for here; add it to the agent"
            + " (ssh-add) and name no file, or use a key without one");
  }

  private static CloudTikException unknown(String origin, String kind) {
    return refused(
        origin,
        "its format is '%s'; write it as OpenSSH does: ssh-keygen -p -N '' -f <copy of it>"
            .formatted(kind));
  }

  private static CloudTikException refused(String origin, String why) {
    return new CloudTikException(
        ErrorCode.LOGIN_REFUSED, "private key " + origin + " is not used: " + why);
  }
}

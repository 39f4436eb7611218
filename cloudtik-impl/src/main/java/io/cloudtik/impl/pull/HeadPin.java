/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.pull;

import io.cloudtik.impl.bundle.ContentHash;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * By what machines know the head: its key, whatever the address and the clock are.
 *
 * @param sha256 of the public key as its certificate has it, in hexadecimal digits
 */
public record HeadPin(String sha256) {
  static HeadPin of(PublicKey key) {
    return new HeadPin(ContentHash.of(key.getEncoded()));
  }

  boolean signed(String text, byte[] signature, PublicKey key) {
    if (!of(key).equals(this)) {
      return false;
    }
    try {
      Signature check = Signature.getInstance(HeadIdentity.SIGNATURE);
      check.initVerify(key);
      check.update(text.getBytes(StandardCharsets.UTF_8));
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** Returns what a client needs to speak with the head and with nobody else. */
  public SSLContext client() {
    try {
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(null, new TrustManager[] {new ThisKeyOnly(this)}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has TLS", e);
    }
  }

  private static final class ThisKeyOnly extends X509ExtendedTrustManager {
    private final HeadPin pin;

    ThisKeyOnly(HeadPin pin) {
      this.pin = pin;
    }

    private void require(X509Certificate[] chain) throws CertificateException {
      HeadPin shown = of(chain[0].getPublicKey());
      if (!MessageDigest.isEqual(
          HexFormat.of().parseHex(shown.sha256), HexFormat.of().parseHex(pin.sha256))) {
        throw new CertificateException(
            "expected the head with the key %s, got a server with the key %s; nothing was told to it"
                .formatted(pin.sha256, shown.sha256));
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      require(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      require(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      require(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw new CertificateException("no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      throw new CertificateException("no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      throw new CertificateException("no server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}

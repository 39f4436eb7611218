/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.pull;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.record.IdentityRecord;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.impl.record.WorkspaceRecords;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** The key by which the heads of one life of a cluster show who they are. Immutable. */
public final class HeadIdentity {
  static final String SIGNATURE = "SHA256withECDSA";

  private final KeyStore store;
  private final char[] password;
  private final PrivateKey key;
  private final PublicKey publicKey;

  private HeadIdentity(IdentityRecord identity) throws GeneralSecurityException, IOException {
    password = identity.password().toCharArray();
    store = KeyStore.getInstance("PKCS12");
    store.load(new ByteArrayInputStream(Base64.getDecoder().decode(identity.keyStore())), password);
    String alias = store.aliases().nextElement();
    key = (PrivateKey) store.getKey(alias, password);
    publicKey = store.getCertificate(alias).getPublicKey();
  }

  /** Returns the identity, making it with the key tool of this Java if there is none. */
  public static HeadIdentity make(WorkspaceRecords records, String uid) {
    return find(records, uid)
        .or(
            () -> {
              records.create(RecordKeys.identity(uid), KeyTool.fresh());
              return find(records, uid);
            })
        .orElseThrow();
  }

  /** Returns the identity; empty for a cluster whose machines do not set themselves up. */
  public static Optional<HeadIdentity> find(WorkspaceRecords records, String uid) {
    return records.value(RecordKeys.identity(uid), IdentityRecord.class).map(HeadIdentity::of);
  }

  /** Returns the identity that a record keeps. */
  public static HeadIdentity of(IdentityRecord identity) {
    try {
      return new HeadIdentity(identity);
    } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
      throw new CloudTikException(
          ErrorCode.STORE_CORRUPT,
          "expected the key and the certificate of the cluster's heads, got " + e.getMessage(),
          e);
    }
  }

  /** Returns what a server needs to be this. */
  public SSLContext server() {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, password);
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has TLS", e);
    }
  }

  /** Returns by what others know it. */
  public HeadPin pin() {
    return HeadPin.of(publicKey);
  }

  PublicKey publicKey() {
    return publicKey;
  }

  byte[] sign(String text) {
    try {
      Signature signature = Signature.getInstance(SIGNATURE);
      signature.initSign(key);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "HeadIdentity[" + pin() + "]";
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.record;

import java.util.Objects;

/**
 * By what heads of one life of a cluster show who they are, {@code lives/<uid>/identity}; made by
 * the client that starts it, so that the next head is the same for workers.
 *
 * @param keyStore the private key with its certificate, as PKCS #12 in Base64
 * @param password of the key store
 */
public record IdentityRecord(String keyStore, String password) {
  /** Refuses what a damaged document leaves out. */
  public IdentityRecord {
    Objects.requireNonNull(keyStore, "keyStore");
    Objects.requireNonNull(password, "password");
  }

  @Override
  public String toString() {
    return "IdentityRecord[****]";
  }
}

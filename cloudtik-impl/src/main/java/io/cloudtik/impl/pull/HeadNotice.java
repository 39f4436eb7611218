/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.pull;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.impl.bootstrap.RedisEndpoints;
import io.cloudtik.impl.json.Json;
import io.cloudtik.spi.runtime.EndpointSpec;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the head is, as it says itself in a place that others may write, too: the data area. So it
 * is signed.
 *
 * @param generation of the controller that is in charge; a lower one is of the past
 * @param joinPort where workers join
 */
public record HeadNotice(
    long generation,
    String host,
    int joinPort,
    RedisEndpoints redis,
    List<EndpointSpec> published) {
  /** Returns where it lies in the data area; it goes with the cluster. */
  public static String place(String uid) {
    return "clusters/" + uid + "/head.json";
  }

  /** Returns the notice as text with the signature of the head. */
  public String signedBy(HeadIdentity head) {
    Base64.Encoder base64 = Base64.getEncoder();
    String notice = Json.write(this);
    return Json.write(
        new Signed(
            notice,
            base64.encodeToString(head.publicKey().getEncoded()),
            base64.encodeToString(head.sign(notice))));
  }

  /** Returns what a text says; empty if the head with that key did not sign it. */
  public static Optional<HeadNotice> read(String text, HeadPin pin) {
    try {
      Signed signed = Json.read(text, Signed.class);
      Base64.Decoder base64 = Base64.getDecoder();
      byte[] key = base64.decode(signed.key());
      boolean genuine =
          pin.signed(
              signed.notice(),
              base64.decode(signed.signature()),
              KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(key)));
      return genuine ? Optional.of(Json.read(signed.notice(), HeadNotice.class)) : Optional.empty();
    } catch (CloudTikException | GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private record Signed(String notice, String key, String signature) {
    Signed {
      Objects.requireNonNull(notice, "notice");
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(signature, "signature");
    }
  }
}

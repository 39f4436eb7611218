/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import static io.cloudtik.testkit.aws.ec2.Props.prop;

import io.cloudtik.testkit.aws.AwsRefusal;
import io.cloudtik.testkit.aws.wire.XmlWriter;
import io.cloudtik.testkit.cloud.Thing;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Public keys that instances are given. */
final class KeyPairs {
  private static final int BITS = 2048;

  private KeyPairs() {}

  static void addTo(Map<String, Action> actions) {
    actions.put("CreateKeyPair", KeyPairs::create);
    actions.put("ImportKeyPair", KeyPairs::bring);
    actions.put("DescribeKeyPairs", KeyPairs::describe);
    actions.put("DeleteKeyPair", KeyPairs::delete);
  }

  static Optional<Thing> named(Estate estate, String name) {
    return estate.all(Kind.KEY_PAIR).stream().filter(it -> it.name().equals(name)).findFirst();
  }

  private static void row(XmlWriter xml, Thing pair, Estate estate, boolean withKey) {
    xml.add("keyPairId", pair.id()).add("keyName", pair.name());
    xml.add("keyFingerprint", prop(pair, "fingerprint")).add("keyType", prop(pair, "type"));
    xml.add("createTime", estate.made(pair.id()));
    if (withKey) {
      xml.add("publicKey", prop(pair, "public"));
    }
    Tags.write(xml, pair.labels());
  }

  private static void describe(Call call) {
    Estate estate = call.estate();
    boolean withKey = call.params().flag("IncludePublicKey", false);
    Listing.ofThings("keySet", (xml, pair) -> row(xml, pair, estate, withKey))
        .byName("KeyName", Thing::name, Kind.KEY_PAIR.notFound())
        .byId("KeyPairId", Kind.KEY_PAIR.notFound())
        .filter("key-name", Thing::name)
        .filter("key-pair-id", Thing::id)
        .filter("fingerprint", pair -> prop(pair, "fingerprint"))
        .answer(call, () -> estate.seen(Kind.KEY_PAIR));
  }

  private static Thing make(Call call, String name, String type, String publicKey) {
    Estate estate = call.estate();
    if (named(estate, name).isPresent()) {
      throw Refusals.of("InvalidKeyPair.Duplicate", "The keypair already exists");
    }
    Map<String, String> properties =
        Props.of("type", type, "public", publicKey, "fingerprint", fingerprint(publicKey));
    return estate.make(
        Kind.KEY_PAIR, name, "", call.tags(Kind.KEY_PAIR.type()), properties, Set.of());
  }

  private static String fingerprint(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.ofDelimiter(":").formatHex(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void create(Call call) {
    String name = call.params().required("KeyName");
    String type = call.params().text("KeyType", "rsa");
    String format = call.params().text("KeyFormat", "pem");
    call.mayMake(Kind.KEY_PAIR.type(), name, call.tags(Kind.KEY_PAIR.type()), Map.of());
    call.begin();
    if (!type.equals("rsa") || !format.equals("pem")) {
      throw Refusals.of("UnsupportedOperation", "Only RSA keys in PEM are made here.");
    }
    java.security.KeyPair keys = generated();
    String publicKey = Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    Thing pair = make(call, name, type, publicKey);
    call.xml().add("keyName", name).add("keyPairId", pair.id());
    call.xml().add("keyFingerprint", prop(pair, "fingerprint"));
    call.xml().add("keyMaterial", pem(keys.getPrivate().getEncoded()));
    Tags.write(call.xml(), pair.labels());
  }

  private static java.security.KeyPair generated() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(byte[] key) {
    String text =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(key);
    return "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----";
  }

  private static void bring(Call call) {
    String name = call.params().required("KeyName");
    String material = call.params().required("PublicKeyMaterial");
    call.mayMake(Kind.KEY_PAIR.type(), name, call.tags(Kind.KEY_PAIR.type()), Map.of());
    call.begin();
    String key = decoded(material).strip();
    String type = key.startsWith("ssh-ed25519 ") ? "ed25519" : "rsa";
    if (!key.startsWith("ssh-")) {
      throw badKey();
    }
    Thing pair = make(call, name, type, key);
    call.xml().add("keyName", name).add("keyPairId", pair.id());
    call.xml().add("keyFingerprint", prop(pair, "fingerprint"));
    Tags.write(call.xml(), pair.labels());
  }

  private static AwsRefusal badKey() {
    return Refusals.of("InvalidKey.Format", "Key is not in valid OpenSSH public key format");
  }

  private static String decoded(String material) {
    try {
      return new String(Base64.getMimeDecoder().decode(material), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw badKey();
    }
  }

  /** One that is not there is deleted already. */
  private static void delete(Call call) {
    Estate estate = call.estate();
    String name = call.params().text("KeyName");
    String id = call.params().text("KeyPairId");
    Optional<Thing> pair =
        estate.all(Kind.KEY_PAIR).stream()
            .filter(it -> it.name().equals(name) || it.id().equals(id))
            .findFirst();
    call.mayNamed(Kind.KEY_PAIR, pair.map(Thing::name).orElse(name), pair.orElse(null));
    call.begin();
    pair.ifPresent(it -> estate.things().end(it.id()));
    call.done();
    pair.ifPresent(it -> call.xml().add("keyPairId", it.id()));
  }
}

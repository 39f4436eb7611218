/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.spi.provider.SshAddress;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says whether a machine is the one that is meant, at each connection. Three ways of not being it
 * are told apart: another key than the known one, no known key, and a key that was revoked.
 */
final class HostKeyCheck implements HostKeyVerifier {
  private static final Logger logger = LoggerFactory.getLogger(HostKeyCheck.class);

  private final SshAddress address;
  private final List<HostKey> expected;
  private final KnownHosts known;
  private final String origin;
  private volatile @Nullable CloudTikException refusal;

  HostKeyCheck(SshAddress address, List<Path> knownHosts) {
    this.address = address;
    this.known = KnownHosts.of(knownHosts, address.host(), address.port());
    if (!address.hostKeys().isEmpty()) {
      this.expected = given(address);
      this.origin = "the host keys of its address";
    } else {
      this.expected = address.anyHostKey() ? List.of() : known.keys();
      this.origin = String.valueOf(knownHosts.isEmpty() ? "no known_hosts" : knownHosts.get(0));
    }
  }

  private static List<HostKey> given(SshAddress address) {
    List<HostKey> keys = new ArrayList<>();
    for (String line : address.hostKeys()) {
      keys.add(
          HostKey.parse(line)
              .orElseThrow(
                  () ->
                      new CloudTikException(
                          ErrorCode.HOST_KEY_UNKNOWN,
                          "the host key '%s' of %s is none; expected one as OpenSSH writes it, for example ssh-ed25519 AAAAC3Nza..."
                              .formatted(line, SshErrors.name(address)))));
    }
    return keys;
  }

  /** Returns why the machine was refused; empty if it was not, or not for its key. */
  Optional<CloudTikException> refusal() {
    return Optional.ofNullable(refusal);
  }

  @Override
  public boolean verify(String hostname, int port, PublicKey shown) {
    HostKey found = HostKey.of(shown);
    if (known.revoked().contains(found)) {
      refusal =
          new CloudTikException(
              ErrorCode.HOST_KEY_REVOKED,
              "%s shows the host key %s, which %s marks as revoked: someone else may have it; give the machine a new host key, then make that one known"
                  .formatted(SshErrors.name(address), found, origin));
      return false;
    }
    if (expected.contains(found)) {
      return true;
    }
    if (!expected.isEmpty() && expected.stream().noneMatch(HostKeyCheck::comparable)) {
      refusal =
          new CloudTikException(
              ErrorCode.HOST_KEY_UNKNOWN,
              "%s is known by %s with a key of another kind only: %s; it shows %s, and only Ed25519 and RSA are compared here; add the key of such a kind, too (ssh-keyscan -t ed25519 -p %d %s), after you compared it"
                  .formatted(
                      SshErrors.name(address),
                      origin,
                      expected,
                      found,
                      address.port(),
                      address.host()));
      return false;
    }
    if (!expected.isEmpty()) {
      refusal =
          new CloudTikException(
              ErrorCode.HOST_KEY_CHANGED,
              "%s is not the machine that is known: it shows the host key %s, expected by %s: %s; someone may stand in between, or the machine was made anew: compare with ssh-keygen -lf /etc/ssh/ssh_host_*_key.pub on its console, then put the new key there%s"
                  .formatted(SshErrors.name(address), found, origin, expected, remove()));
      return false;
    }
    if (address.anyHostKey()) {
      logger.warn(
          "machine={} hostKey={}: any host key is accepted, so who stands in between can be this"
              + " machine; name its key with hostKeys(\"{}\")",
          SshErrors.name(address),
          found,
          found.line());
      return true;
    }
    refusal =
        new CloudTikException(
            ErrorCode.HOST_KEY_UNKNOWN,
            "the host key of %s is not known, so it was not logged in to: it shows %s, and %s has no entry for it; compare with ssh-keygen -lf /etc/ssh/ssh_host_*_key.pub on its console, then add it to known_hosts (ssh-keyscan -p %d %s), or name it with hostKeys(...)"
                .formatted(SshErrors.name(address), found, origin, address.port(), address.host()));
    return false;
  }

  private static boolean comparable(HostKey key) {
    return SshConfig.KINDS.contains(key.type());
  }

  private String remove() {
    if (!address.hostKeys().isEmpty()) {
      return "";
    }
    return " (ssh-keygen -R '%s' forgets the old one)"
        .formatted(
            address.port() == SshAddress.DEFAULT_PORT
                ? address.host()
                : "[" + address.host() + "]:" + address.port());
  }

  /** Asks sshd for a kind of key that is known, for it may have several. */
  @Override
  public List<String> findExistingAlgorithms(String hostname, int port) {
    List<String> algorithms = new ArrayList<>();
    for (HostKey key : expected) {
      if (key.type().equals("ssh-rsa")) {
        algorithms.addAll(List.of("rsa-sha2-512", "rsa-sha2-256"));
      } else {
        algorithms.add(key.type());
      }
    }
    return algorithms;
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.spi.provider.SshAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.method.AuthMethod;
import net.schmizz.sshj.userauth.method.AuthPublickey;

/** The ways to log in to one machine, in their order, and what was not even tried. */
final class Credentials {
  private final List<AuthMethod> methods = new ArrayList<>();
  private final List<String> tried = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();

  /** Collects them; a file that the address names is the only one and must be usable. */
  static Credentials of(SshAddress address, SshIdentities identities) {
    Credentials credentials = new Credentials();
    if (address.identityFile().isPresent()) {
      Path file = address.identityFile().get();
      credentials.add(SshKeys.read(file), file.toString());
      return credentials;
    }
    identities.keys().forEach(key -> credentials.add(key, "given"));
    identities.agentSocket().ifPresent(credentials::addAgent);
    for (Path file : identities.keyFiles()) {
      if (Files.exists(file)) {
        try {
          credentials.add(SshKeys.read(file), file.toString());
        } catch (CloudTikException e) {
          credentials.skipped.add(e.getMessage());
        }
      }
    }
    return credentials;
  }

  private void add(SshKeyPair key, String origin) {
    methods.add(new AuthPublickey(new Values(key)));
    tried.add(key.fingerprint() + " (" + origin + ")");
  }

  private void addAgent(Path socket) {
    SshAgent agent = new SshAgent(socket);
    try {
      for (SshAgent.Identity identity : agent.identities()) {
        addAgentKey(agent, identity);
      }
    } catch (IOException e) {
      skipped.add("the agent at " + socket + " does not answer: " + e.getMessage());
    }
  }

  private void addAgentKey(SshAgent agent, SshAgent.Identity identity) {
    try {
      AgentAuth method = new AgentAuth(agent, identity);
      HostKey key = HostKey.of(method.key());
      methods.add(method);
      tried.add(key.fingerprint() + " (agent, " + identity.comment() + ")");
    } catch (IOException | RuntimeException e) {
      skipped.add("a key of the agent is of a kind that is not known: " + identity.comment());
    }
  }

  List<AuthMethod> methods() {
    return methods;
  }

  /** Says what was tried and what was not, for a message. */
  String told() {
    return (tried.isEmpty() ? "there is no key to try" : "tried " + String.join(", ", tried))
        + (skipped.isEmpty() ? "" : "; not tried: " + String.join("; ", skipped));
  }

  /** A key that is a value here. Its name is not told by the library. */
  private record Values(SshKeyPair key) implements KeyProvider {
    @Override
    public java.security.PrivateKey getPrivate() {
      return key.privateKey();
    }

    @Override
    public java.security.PublicKey getPublic() {
      return key.publicKey();
    }

    @Override
    public KeyType getType() {
      return KeyType.fromKey(key.publicKey());
    }
  }
}

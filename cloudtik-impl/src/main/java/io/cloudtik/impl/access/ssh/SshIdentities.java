/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who logs in: keys given as values, then those of an agent, then the files that OpenSSH looks for.
 * Immutable; {@link #toString} tells public halves only.
 *
 * @param keys tried first, for example those of the cluster
 * @param agent the socket of an ssh-agent; null for none
 * @param home the directory with the user's key files and {@code known_hosts}; null for none
 */
public record SshIdentities(List<SshKeyPair> keys, @Nullable Path agent, @Nullable Path home) {
  private static final List<String> FILES = List.of("id_ed25519", "id_ecdsa", "id_rsa");

  /** Copies the keys. */
  public SshIdentities {
    keys = List.copyOf(keys);
  }

  /** Returns what the user of this computer has: the agent and {@code ~/.ssh}. */
  public static SshIdentities ofUser() {
    String socket = System.getenv("SSH_AUTH_SOCK");
    return new SshIdentities(
        List.of(),
        socket == null || socket.isBlank() ? null : Path.of(socket),
        Path.of(System.getProperty("user.home"), ".ssh"));
  }

  /** Returns just these keys, and no known host. */
  public static SshIdentities of(SshKeyPair... keys) {
    return new SshIdentities(List.of(keys), null, null);
  }

  /** Returns this with keys that are tried before those it has. */
  public SshIdentities withKeys(List<SshKeyPair> more) {
    List<SshKeyPair> all = new java.util.ArrayList<>(more);
    all.addAll(keys);
    return new SshIdentities(all, agent, home);
  }

  List<Path> keyFiles() {
    return home == null ? List.of() : FILES.stream().map(home::resolve).toList();
  }

  List<Path> knownHosts() {
    Path system = Path.of("/etc/ssh/ssh_known_hosts");
    return home == null
        ? List.of(system)
        : List.of(home.resolve("known_hosts"), home.resolve("known_hosts2"), system);
  }

  Optional<Path> agentSocket() {
    return Optional.ofNullable(agent);
  }
}

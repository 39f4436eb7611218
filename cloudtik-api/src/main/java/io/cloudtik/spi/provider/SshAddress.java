/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spi.provider;

import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.spec.SpecRules;
import io.cloudtik.spec.SpecStyle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** A machine that is reached by SSH. Holds no secret. Immutable. */
@Value.Immutable
@SpecStyle
public abstract non-sealed class SshAddress implements MachineAddress {
  /** The port of SSH, as RFC 4253 gives it. */
  public static final int DEFAULT_PORT = 22;

  SshAddress() {}

  /** Returns a builder; host, user and directory are required. */
  public static Builder builder() {
    return ImmutableSshAddress.builder();
  }

  /** Returns the host name or address that the node's services bind. */
  @Override
  public abstract String host();

  /**
   * Returns the host name or address at which clients reach sshd, where that is another one than
   * the machine's own: a public address, for example, that the cloud translates. Default {@link
   * #host}.
   */
  @Value.Default
  public String sshHost() {
    return host();
  }

  /** Returns the port of sshd; default 22. */
  @Value.Default
  public int port() {
    return DEFAULT_PORT;
  }

  /** Returns the user to log in as: root, or one who may use sudo without a password. */
  public abstract String user();

  /** Returns the directory of the machine below which the node lives; made if it is missing. */
  public abstract Path directory();

  /**
   * Returns the public keys of which sshd must show one, each as OpenSSH writes it, for example
   * {@code ssh-ed25519 AAAAC3Nza...}. If there is none, {@link #anyHostKey} and then the user's
   * {@code known_hosts} decide.
   */
  public abstract List<String> hostKeys();

  /**
   * Says whether any host key is accepted. Whoever can stand between here and the machine can then
   * be the machine. Default false.
   */
  @Value.Default
  public boolean anyHostKey() {
    return false;
  }

  /**
   * Returns the file with the private key of the user, on the computer that this address was made
   * on. If there is none, the keys of the cluster, the agent and the default files are tried.
   */
  public abstract Optional<Path> identityFile();

  /** Returns the machine through which this one is reached; empty if it is reached directly. */
  public abstract Optional<SshAddress> via();

  @Value.Check
  void checkRules() {
    List<String> problems = new ArrayList<>();
    problems.addAll(SpecRules.line("address.host", host(), 253));
    problems.addAll(SpecRules.line("address.sshHost", sshHost(), 253));
    problems.addAll(SpecRules.line("address.user", user(), 64));
    problems.addAll(SpecRules.number("address.port", port(), 1, 65_535));
    if (!directory().isAbsolute()) {
      problems.add("address.directory: expected an absolute path, got " + directory());
    }
    if (!problems.isEmpty()) {
      throw InvalidSpecException.of(problems);
    }
  }

  /** Builds a {@link SshAddress}. Not thread-safe. */
  public interface Builder {
    /** Sets the host name or address. */
    Builder host(String host);

    /** Sets the host name or address at which clients reach sshd. */
    Builder sshHost(String host);

    /** Sets the port of sshd. */
    Builder port(int port);

    /** Sets the user to log in as. */
    Builder user(String user);

    /** Sets the directory of the machine below which the node lives. */
    Builder directory(Path directory);

    /** Adds a public key that sshd may show. */
    Builder addHostKeys(String key);

    /** Sets the public keys of which sshd must show one. */
    Builder hostKeys(Iterable<String> keys);

    /** Sets whether any host key is accepted. */
    Builder anyHostKey(boolean any);

    /** Sets the file with the private key of the user. */
    Builder identityFile(Path file);

    /** Sets the machine through which this one is reached. */
    Builder via(SshAddress jump);

    /** Returns the address. */
    SshAddress build();
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One machine, however it is reached. Paths are of that machine. No caller builds a shell string
 * from values. Thread-safe.
 */
public interface MachineAccess extends AutoCloseable {
  /** Returns the directory below which the node lives. */
  Path root();

  /**
   * Runs a program until it ends or its deadline passes, in which case its processes are killed.
   *
   * @return its exit code; 128 and the number of the signal if one ended it
   * @throws io.cloudtik.error.WaitTimeoutException if the deadline passed
   */
  CommandResult run(CommandRequest request);

  /** Starts a program that lives on after this connection and this JVM, as a session of its own. */
  void startDetached(CommandRequest request);

  /**
   * Writes a small file whole or not at all; {@code secret} makes it readable by its owner only.
   */
  default void write(Path target, String text, boolean secret) {
    Path directory = Objects.requireNonNull(target.getParent(), "a file has a directory");
    write(directory, List.of(new SmallFile(target.getFileName().toString(), text, secret)));
  }

  /**
   * Writes small files below a directory, in this order, each whole or not at all. Files that are
   * there are replaced, also by the same text.
   */
  void write(Path directory, List<SmallFile> files);

  /** Returns the text of a small file; empty if it does not exist. */
  Optional<String> read(Path file);

  /**
   * Copies a file or directory of this computer to the machine. Files whose content and permissions
   * are there already are not sent; each other one is replaced in one step, and permissions are
   * kept. What is there besides stays. Links to something inside of the directory stay links; those
   * that lead out of it to a file become that file, and to anything else are refused.
   */
  void place(Path source, Path target);

  /**
   * Gives the machine a file of this computer that never changes. Where the machine is this
   * computer and may share files, both are one file afterwards; elsewhere it is copied.
   */
  void share(Path source, Path target);

  /** Says whether the machine is this computer, so that what is here is there, too. */
  default boolean here() {
    return false;
  }

  /** Says whether {@link #share} makes both one file. */
  boolean sharesFiles();

  /** Copies a file or directory of the machine to this computer, as {@link #place} does. */
  void fetch(Path source, Path target);

  /** Returns an address in this JVM that leads to a port of the machine. */
  Forward forward(String host, int port);

  /**
   * Opens a connection with a Unix socket of the machine.
   *
   * @throws io.cloudtik.error.CloudTikException if nobody listens there, or it may not be used;
   *     where a program has to make the connection, that is told by what is read or written first
   */
  SocketWay connect(Path socket);

  /**
   * Returns this machine as root sees it: root runs what is run and owns what is written. Where the
   * user of the machine is root already, nothing differs. Both are one access: closing either
   * closes both. Where that user may not become root, what is asked of it fails with {@code
   * PERMISSION_DENIED} and says why; ports are forwarded all the same.
   */
  MachineAccess asRoot();

  /** Returns what the machine is and has, as it is now. */
  default MachineFacts facts() {
    return MachineFacts.of(this);
  }

  @Override
  void close();

  /** A way to a port; closing it ends the way. */
  interface Forward extends AutoCloseable {
    /** Returns host and port to use in this JVM, as {@code tcp://host:port}. */
    URI address();

    @Override
    void close();
  }
}

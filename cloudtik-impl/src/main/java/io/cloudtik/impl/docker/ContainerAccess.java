/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.docker;

import io.cloudtik.impl.access.CommandRequest;
import io.cloudtik.impl.access.CommandResult;
import io.cloudtik.impl.access.MachineAccess;
import io.cloudtik.impl.access.SmallFile;
import io.cloudtik.impl.access.SocketWay;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The container that a node is on its machine: what is run runs in it, as its root. Files are those
 * of the machine, which are the same below the node's directory, and ports are the same, too. If
 * this JVM dies, what it was running in the container goes on.
 */
public final class ContainerAccess implements MachineAccess {
  private final MachineAccess host;
  private final Docker docker;
  private final String container;

  /** Opens the way to the container of the node whose directory is the root of the machine. */
  public ContainerAccess(MachineAccess host) {
    this.host = host;
    this.docker = new Docker(host);
    this.container = NodeContainer.name(host.root());
  }

  @Override
  public Path root() {
    return host.root();
  }

  @Override
  public CommandResult run(CommandRequest request) {
    return new ContainerExec(docker, container, request).run();
  }

  @Override
  public void startDetached(CommandRequest request) {
    new ContainerExec(docker, container, request).detach();
  }

  @Override
  public void write(Path target, String text, boolean secret) {
    host.write(target, text, secret);
  }

  @Override
  public void write(Path directory, List<SmallFile> files) {
    host.write(directory, files);
  }

  @Override
  public Optional<String> read(Path file) {
    return host.read(file);
  }

  @Override
  public void place(Path source, Path target) {
    host.place(source, target);
  }

  @Override
  public void share(Path source, Path target) {
    host.share(source, target);
  }

  @Override
  public boolean sharesFiles() {
    return host.sharesFiles();
  }

  @Override
  public void fetch(Path source, Path target) {
    host.fetch(source, target);
  }

  @Override
  public Forward forward(String address, int port) {
    return host.forward(address, port);
  }

  @Override
  public SocketWay connect(Path socket) {
    return host.connect(socket);
  }

  /** In the container all is done as root. */
  @Override
  public MachineAccess asRoot() {
    return this;
  }

  @Override
  public void close() {
    host.close();
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.bootstrap;

import io.cloudtik.impl.access.CommandRequest;
import io.cloudtik.impl.access.CommandResult;
import io.cloudtik.impl.access.MachineAccess;
import io.cloudtik.impl.access.SmallFile;
import io.cloudtik.impl.access.SocketWay;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Asks for permission before each change: who may act can change while bootstrap is under way. */
record PermittedAccess(MachineAccess access, Runnable permission) implements MachineAccess {
  @Override
  public Path root() {
    return access.root();
  }

  @Override
  public CommandResult run(CommandRequest request) {
    permission.run();
    return access.run(request);
  }

  @Override
  public void startDetached(CommandRequest request) {
    permission.run();
    access.startDetached(request);
  }

  @Override
  public void write(Path directory, List<SmallFile> files) {
    permission.run();
    access.write(directory, files);
  }

  @Override
  public Optional<String> read(Path file) {
    return access.read(file);
  }

  @Override
  public void place(Path source, Path target) {
    permission.run();
    access.place(source, target);
  }

  @Override
  public void share(Path source, Path target) {
    permission.run();
    access.share(source, target);
  }

  @Override
  public boolean here() {
    return access.here();
  }

  @Override
  public boolean sharesFiles() {
    return access.sharesFiles();
  }

  @Override
  public void fetch(Path source, Path target) {
    access.fetch(source, target);
  }

  @Override
  public Forward forward(String host, int port) {
    return access.forward(host, port);
  }

  @Override
  public SocketWay connect(Path socket) {
    permission.run();
    return access.connect(socket);
  }

  @Override
  public MachineAccess asRoot() {
    return new PermittedAccess(access.asRoot(), permission);
  }

  @Override
  public void close() {
    access.close();
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import io.cloudtik.impl.access.CommandRequest;
import io.cloudtik.impl.access.CommandResult;
import io.cloudtik.impl.access.MachineAccess;
import io.cloudtik.impl.access.OutputTail;
import io.cloudtik.impl.access.SmallFile;
import io.cloudtik.impl.access.SocketWay;
import io.cloudtik.spi.provider.SshAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A machine that is reached by SSH. The connection is made with the first call and shared with
 * others who reach the same machine as the same user. If this JVM dies, what it was running there
 * is killed; if the machine cannot notice, because nothing tells it that the connection is gone,
 * that happens when its sshd does.
 */
public final class SshAccess implements MachineAccess {

  private final SshAddress address;
  private final SshConnections.Use use;
  private final SshFiles files;
  private final boolean asRoot;

  /** Opens the way; nothing is connected yet. */
  public SshAccess(SshAddress address, SshIdentities identities) {
    this(address, identities, Patience.USUAL);
  }

  /** As the other one, for a machine that answers later or sooner. */
  SshAccess(SshAddress address, SshIdentities identities, Patience patience) {
    this(address, SshConnections.use(address, identities, patience), false);
  }

  private SshAccess(SshAddress address, SshConnections.Use use, boolean asRoot) {
    this.address = address;
    this.use = use;
    this.files = new SshFiles(use.connection(), asRoot);
    this.asRoot = asRoot;
  }

  @Override
  public Path root() {
    return address.directory();
  }

  @Override
  public CommandResult run(CommandRequest request) {
    OutputTail tail = new OutputTail();
    int code =
        new SshExec(use.connection(), own(request), "command " + request.arguments(), tail::text)
            .run(lines("out", request, tail), lines("err", request, tail));
    return new CommandResult(code, tail.text());
  }

  private CommandRequest own(CommandRequest request) {
    return asRoot ? request.byRoot() : request;
  }

  private static SshExec.Reader lines(String source, CommandRequest request, OutputTail tail) {
    return in -> {
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        synchronized (tail) {
          tail.add(line);
          request.output().accept(source, line);
        }
      }
    };
  }

  @Override
  public void startDetached(CommandRequest request) {
    new SshExec(use.connection(), own(request), "start of " + request.arguments(), () -> "nothing")
        .detach(SshAccess::ignore);
  }

  private static void ignore(java.io.InputStream in) throws IOException {
    in.transferTo(OutputStream.nullOutputStream());
  }

  @Override
  public void write(Path directory, List<SmallFile> all) {
    files.write(directory, all);
  }

  @Override
  public Optional<String> read(Path file) {
    return files.read(file);
  }

  @Override
  public void place(Path source, Path target) {
    files.place(source, target);
  }

  @Override
  public void share(Path source, Path target) {
    files.place(source, target);
  }

  @Override
  public boolean sharesFiles() {
    return false;
  }

  @Override
  public void fetch(Path source, Path target) {
    files.fetch(source, target);
  }

  @Override
  public Forward forward(String host, int port) {
    return new SshForward(use.connection(), host, port);
  }

  @Override
  public SocketWay connect(Path socket) {
    return use.connection().socket(socket, asRoot);
  }

  @Override
  public MachineAccess asRoot() {
    return asRoot ? this : new SshAccess(address, use, true);
  }

  @Override
  public void close() {
    use.close();
  }
}

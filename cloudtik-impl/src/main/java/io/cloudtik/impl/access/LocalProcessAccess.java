/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.WaitTimeoutException;
import io.cloudtik.impl.wait.Waiter;
import io.cloudtik.spi.provider.ProcessAddress;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** A machine that is a directory and a tree of processes on this computer. */
public final class LocalProcessAccess implements MachineAccess {
  /**
   * What a node gets of this process's environment. The rest stays here: it may hold the user's
   * secrets, and a node must not depend on who started it.
   */
  private static final List<String> INHERITED =
      List.of("PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "TZ", "TMPDIR", "JAVA_HOME");

  /** What the processes of one command inherit, by which they are found. */
  private static final String RUN = "CLOUDTIK_RUN";

  private final ProcessAddress address;
  private final boolean whole;

  public LocalProcessAccess(ProcessAddress address) {
    this(address, false);
  }

  private LocalProcessAccess(ProcessAddress address, boolean whole) {
    this.address = address;
    this.whole = whole;
  }

  /**
   * Returns the access to a machine that this process runs on and that is the node's alone, so that
   * all is done to it that is done to one that is logged in to.
   *
   * @param directory below which the node lives
   */
  public static LocalProcessAccess toThisMachine(String host, Path directory) {
    return new LocalProcessAccess(
        ProcessAddress.builder().host(host).directory(directory).isolated(true).build(), true);
  }

  @Override
  public Path root() {
    return address.directory();
  }

  @Override
  public CommandResult run(CommandRequest request) {
    long end = System.nanoTime() + Waiter.bounded(request.deadline()).toNanos();
    String run = UUID.randomUUID().toString();
    Process process = start(request, Redirect.PIPE, Map.of(RUN, run));
    OutputTail tail = new OutputTail();
    BiConsumer<String, String> output =
        (source, line) -> {
          synchronized (tail) {
            tail.add(line);
            request.output().accept(source, line);
          }
        };
    Thread out = pump(process, "out", output);
    Thread err = pump(process, "err", output);
    feed(process, request.input());
    try {
      // Who inherited its output may hold it open for longer than the program lives.
      if (!process.waitFor(left(end), TimeUnit.MILLISECONDS)
          || !ended(out, end)
          || !ended(err, end)) {
        kill(process, run);
        throw new WaitTimeoutException(
            "command " + request.arguments() + " on " + address.host(),
            "it still ran and was killed; its last output: " + tail.text(),
            request.deadline());
      }
      return new CommandResult(process.exitValue(), tail.text());
    } catch (InterruptedException e) {
      kill(process, run);
      Thread.currentThread().interrupt();
      throw new CloudTikException(
          ErrorCode.INTERRUPTED, "interrupted; command " + request.arguments() + " was killed", e);
    }
  }

  private static boolean ended(Thread reader, long end) throws InterruptedException {
    reader.join(left(end));
    return !reader.isAlive();
  }

  private static long left(long end) {
    return Math.max(1, (end - System.nanoTime()) / 1_000_000);
  }

  private static void feed(Process process, CommandInput input) {
    if (input.isEmpty()) {
      return;
    }
    Thread thread =
        new Thread(
            () -> {
              try (OutputStream to = process.getOutputStream()) {
                input.writeTo(to);
              } catch (IOException e) {
                // The program did not want it all, or is gone: its exit code tells.
                return;
              }
            },
            "cloudtik-exec-in");
    thread.setDaemon(true);
    thread.start();
  }

  /** Kills it with all that came of it, also what left its parents. */
  private static void kill(Process process, String run) {
    List<ProcessHandle> descendants = process.descendants().toList();
    process.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
    ProcessHandle.allProcesses()
        .filter(each -> inherited(each, run))
        .forEach(ProcessHandle::destroyForcibly);
  }

  private static boolean inherited(ProcessHandle process, String run) {
    try {
      byte[] environment = Files.readAllBytes(Path.of("/proc/" + process.pid() + "/environ"));
      return new String(environment, StandardCharsets.ISO_8859_1).contains(RUN + "=" + run);
    } catch (IOException e) {
      // It ended, is another user's, or this computer has no such files.
      return false;
    }
  }

  private static Thread pump(Process process, String source, BiConsumer<String, String> output) {
    var stream = source.equals("out") ? process.getInputStream() : process.getErrorStream();
    Thread thread =
        new Thread(
            () -> {
              try (BufferedReader reader =
                  new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                  output.accept(source, line);
                }
              } catch (IOException | UncheckedIOException e) {
                // The process was killed while it printed; what came so far is in the tail.
                return;
              }
            },
            "cloudtik-exec-" + source);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  @Override
  public void startDetached(CommandRequest request) {
    requireProgram(request);
    List<String> arguments = new ArrayList<>(Sessions.detachedPrefix());
    arguments.addAll(request.arguments());
    start(
        request.withArguments(arguments).withInput(CommandInput.none()),
        Redirect.DISCARD,
        Map.of());
  }

  /** What starts it here would not tell. */
  private static void requireProgram(CommandRequest request) {
    String program = request.arguments().get(0);
    boolean there =
        program.contains("/")
            ? Files.isExecutable(request.directory().resolve(program))
            : Sessions.find(program).isPresent();
    if (!there) {
      throw new CloudTikException(
          ErrorCode.EXEC_FAILED,
          "cannot run %s in %s: there is no such program on the PATH, or it may not be run; install it, or name it by its whole path"
              .formatted(program, request.directory()));
    }
  }

  private Process start(CommandRequest request, Redirect output, Map<String, String> mark) {
    if (request.asRoot() && !System.getProperty("user.name").equals("root")) {
      throw new CloudTikException(
          ErrorCode.PERMISSION_DENIED,
          "cannot run %s as root: a machine of processes has no other user than %s; run this program as root"
              .formatted(request.arguments().get(0), System.getProperty("user.name")));
    }
    try {
      Files.createDirectories(request.directory());
      ProcessBuilder builder =
          new ProcessBuilder(request.arguments())
              .directory(request.directory().toFile())
              .redirectInput(
                  request.input().isEmpty() ? Redirect.from(new File("/dev/null")) : Redirect.PIPE)
              .redirectOutput(output)
              .redirectError(output);
      Map<String, String> environment = builder.environment();
      environment.keySet().retainAll(INHERITED);
      environment.put(Home.VARIABLE, Home.path().toString());
      environment.putAll(address.environment());
      environment.putAll(request.environment());
      environment.putAll(mark);
      return builder.start();
    } catch (IOException e) {
      throw new CloudTikException(
          ErrorCode.EXEC_FAILED,
          "cannot run %s in %s: %s"
              .formatted(request.arguments().get(0), request.directory(), e.getMessage()),
          e);
    }
  }

  @Override
  public Optional<String> read(Path file) {
    return LocalFiles.read(file);
  }

  @Override
  public void place(Path source, Path target) {
    LocalFiles.copyTree(source, target);
  }

  @Override
  public void share(Path source, Path target) {
    if (address.isolated() || !LocalFiles.link(source, target)) {
      LocalFiles.copyTree(source, target);
    }
  }

  @Override
  public void write(Path directory, List<SmallFile> files) {
    files.forEach(
        file -> LocalFiles.write(directory.resolve(file.name()), file.text(), file.secret()));
  }

  @Override
  public boolean here() {
    return !whole;
  }

  @Override
  public boolean sharesFiles() {
    return !address.isolated();
  }

  @Override
  public void fetch(Path source, Path target) {
    LocalFiles.copyTree(source, target);
  }

  @Override
  public Forward forward(String host, int port) {
    URI uri = URI.create("tcp://" + host + ":" + port);
    return new Forward() {
      @Override
      public URI address() {
        return uri;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public SocketWay connect(Path socket) {
    return LocalSocketWay.open(socket);
  }

  /** Its processes have no other user than this one, so this is the same. */
  @Override
  public MachineAccess asRoot() {
    return this;
  }

  @Override
  public void close() {}
}

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

  private final ProcessAddress address;

  public LocalProcessAccess(ProcessAddress address) {
    this.address = address;
  }

  @Override
  public Path root() {
    return address.directory();
  }

  @Override
  public CommandResult run(CommandRequest request) {
    long end = System.nanoTime() + Waiter.bounded(request.deadline()).toNanos();
    Process process = start(request, Redirect.PIPE);
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
        kill(process);
        throw new WaitTimeoutException(
            "command " + request.arguments() + " on " + address.host(),
            "it still ran and was killed; its last output: " + tail.text(),
            request.deadline());
      }
      return new CommandResult(process.exitValue(), tail.text());
    } catch (InterruptedException e) {
      kill(process);
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

  private static void kill(Process process) {
    List<ProcessHandle> descendants = process.descendants().toList();
    process.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
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
    List<String> arguments = new ArrayList<>(Sessions.detachedPrefix());
    arguments.addAll(request.arguments());
    start(request.withArguments(arguments).withInput(CommandInput.none()), Redirect.DISCARD);
  }

  private Process start(CommandRequest request, Redirect output) {
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
  public void write(Path target, String text, boolean secret) {
    LocalFiles.write(target, text, secret);
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
  public void close() {}
}

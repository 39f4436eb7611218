/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.process;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.impl.access.Sessions;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One run of one program behind a shim. Whoever opens the directory sees the same run: the one that
 * started it, and a later node controller that adopts it. Not thread-safe.
 */
public final class RunDirectory {
  private static final String PID = "pid";
  private static final String EXIT = "exit";

  private final Path directory;
  private final Path shim;
  private final ProcessTable processes;
  private @Nullable Process starter;
  private @Nullable ShimPids pids;
  private @Nullable Path output;
  private @Nullable String failure;

  /** Opens a run directory, which need not exist; {@code shim} is the script. */
  public RunDirectory(Path directory, Path shim, ProcessTable processes) {
    this.directory = directory;
    this.shim = shim;
    this.processes = processes;
  }

  /** Starts a program and forgets the run before, which must have ended. */
  public void start(RunRequest request) {
    starter = null;
    pids = null;
    failure = null;
    output = request.output();
    try {
      Files.createDirectories(directory);
      Files.createDirectories(request.directory());
      Files.createDirectories(request.output().toAbsolutePath().getParent());
      Files.deleteIfExists(directory.resolve(EXIT));
      Files.deleteIfExists(directory.resolve(PID));
      List<String> command = new ArrayList<>(Sessions.prefix());
      command.addAll(List.of("/bin/sh", shim.toString(), directory.toString()));
      command.add(request.output().toString());
      command.addAll(request.command());
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(request.directory().toFile())
              .redirectInput(new File("/dev/null"))
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD);
      builder.environment().putAll(request.environment());
      starter = builder.start();
    } catch (IOException | CloudTikException e) {
      failure = "could not be started: " + e.getMessage();
    }
  }

  /** Returns what is seen now. */
  public RunObservation observe() {
    if (failure != null) {
      return RunObservation.ended(null, failure);
    }
    // Asked before the pid file is read: who is gone now has written all that it will write.
    boolean starting = starter != null && starter.isAlive();
    ShimPids known = pids();
    if (known == null) {
      if (starting) {
        return RunObservation.STARTING;
      }
      return starter == null
          ? RunObservation.ABSENT
          : RunObservation.ended(null, "the shim ended before it started the program");
    }
    if (processes.alive(known.shim()) || processes.alive(known.program())) {
      return RunObservation.RUNNING;
    }
    Optional<Integer> code = exitCode();
    if (code.isEmpty()) {
      // Somebody killed the shim, so nobody cleaned up behind the program.
      killOrphans(known);
    }
    return RunObservation.ended(code.orElse(null), lastLine());
  }

  /** Sends a signal, for example {@code TERM}, to the whole group; fine if it is gone. */
  public void signal(String name) {
    ShimPids known = pids();
    if (known == null) {
      if (starter != null) {
        starter.destroy();
      }
    } else if (processes.alive(known.shim()) || processes.alive(known.program())) {
      Signals.send(name, -known.shim().pid());
    }
  }

  /** Kills the program; its shim then writes the exit code and kills the rest of the group. */
  public void kill() {
    ShimPids known = pids();
    if (known != null && processes.alive(known.shim()) && processes.alive(known.program())) {
      Signals.send("KILL", known.program().pid());
    } else {
      killGroup();
    }
  }

  /** Kills the whole group with its shim; an exit code that was not written yet is lost. */
  public void killGroup() {
    ShimPids known = pids();
    if (known == null) {
      if (starter != null) {
        starter.destroyForcibly();
      }
    } else if (processes.alive(known.shim()) || processes.alive(known.program())) {
      Signals.send("KILL", -known.shim().pid());
    }
  }

  /**
   * Returns the id of the session in which the process and its children are; empty if not known.
   */
  public Optional<Long> session() {
    return Optional.ofNullable(pids()).map(known -> known.shim().pid());
  }

  private void killOrphans(ShimPids known) {
    // A pid is not given away while it names a group; so if no other has it, the group is ours.
    if (!processes.reused(known.shim())) {
      Signals.send("KILL", -known.shim().pid());
    }
  }

  private @Nullable ShimPids pids() {
    if (pids == null) {
      pids = ShimPids.read(directory.resolve(PID)).orElse(null);
    }
    return pids;
  }

  private Optional<Integer> exitCode() {
    try {
      return Optional.of(Integer.valueOf(Files.readString(directory.resolve(EXIT)).strip()));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private String lastLine() {
    return output == null ? "" : FileTail.lastLine(output);
  }

  /** Tells the run where its output goes when it was started by an earlier node controller. */
  public RunDirectory withOutput(Path file) {
    output = file;
    return this;
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.supervisor;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.impl.bootstrap.SetupStatus;
import io.cloudtik.impl.json.Json;
import io.cloudtik.node.process.FileTail;
import io.cloudtik.node.process.ProcessTable;
import io.cloudtik.node.process.RunDirectory;
import io.cloudtik.node.process.RunObservation;
import io.cloudtik.node.process.RunRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The set-up of the node: a process that is run until it says that it is done or has failed. One
 * that ends without a word is run once more, then it counts as failed. {@link #tick} belongs to one
 * thread.
 */
public final class SetupRun {
  private static final Logger logger = LoggerFactory.getLogger(SetupRun.class);
  private static final int ATTEMPTS = 2;
  private static final int TAIL = 4096;

  private final NodeLayout layout;
  private final Map<String, String> environment;
  private final List<String> command;
  private final ProcessTable processes;
  private final RunDirectory run;
  private final @Nullable Path input;
  private @Nullable FileTime inputSeen;
  private boolean inputChanged;
  private volatile SetupStatus status = SetupStatus.waiting();

  /** Makes a set-up that runs {@code command} in the node's directory. */
  public SetupRun(
      NodeLayout layout,
      Map<String, String> environment,
      List<String> command,
      ProcessTable processes) {
    this(layout, environment, command, processes, null);
  }

  private SetupRun(
      NodeLayout layout,
      Map<String, String> environment,
      List<String> command,
      ProcessTable processes,
      @Nullable Path input) {
    this.layout = layout;
    this.input = input;
    this.environment = Map.copyOf(environment);
    this.command = List.copyOf(command);
    this.processes = processes;
    this.run =
        new RunDirectory(layout.run("setup"), layout.run("shim.sh"), processes)
            .withOutput(log(layout));
  }

  /** Returns one that runs again when it was done and this file says something else since. */
  public SetupRun againAfterChangesOf(Path file) {
    return new SetupRun(layout, environment, command, processes, file);
  }

  private static Path log(NodeLayout layout) {
    return layout.logs().resolve("setup.log");
  }

  /** Looks once and does what is due. */
  public void tick() {
    Optional<SetupStatus> said = read();
    boolean fresh = said.isEmpty();
    show(said.orElseGet(SetupStatus::waiting));
    if (ended()) {
      if (outdated()) {
        logger.info("setup again=true changed={}", input);
        start(1);
      }
      return;
    }
    RunObservation seen = run.observe();
    if (seen.live()) {
      return;
    }
    // It may have said its last word between the two looks.
    show(read().orElseGet(SetupStatus::waiting));
    if (ended()) {
      return;
    }
    int before = fresh ? 0 : attempts();
    if (before >= ATTEMPTS) {
      fail(seen);
    } else {
      start(before + 1);
    }
  }

  /** Says whether it was done with something else than what it is given now. */
  public boolean outdated() {
    return status.state().equals(SetupStatus.DONE) && inputChanged();
  }

  /** The file is read only when it was written, as this is asked several times in a second. */
  private synchronized boolean inputChanged() {
    if (input == null) {
      return false;
    }
    try {
      FileTime written = Files.getLastModifiedTime(input);
      if (!written.equals(inputSeen)) {
        Optional<String> given = LocalFiles.read(givenFile());
        inputChanged = given.isPresent() && !given.equals(LocalFiles.read(input));
        inputSeen = written;
      }
    } catch (IOException e) {
      // Whoever places it may not have done so yet.
      return false;
    }
    return inputChanged;
  }

  private boolean ended() {
    return !status.state().equals(SetupStatus.RUNNING);
  }

  private void show(SetupStatus now) {
    if (!status.state().equals(now.state()) || !status.step().equals(now.step())) {
      logger.info("setup state={} step={} {}", now.state(), now.step(), now.error());
    }
    status = now;
  }

  private Optional<SetupStatus> read() {
    try {
      return LocalFiles.read(layout.setupStatus()).map(json -> Json.read(json, SetupStatus.class));
    } catch (CloudTikException e) {
      return Optional.of(status);
    }
  }

  private void start(int attempt) {
    keepInput();
    LocalFiles.write(attemptFile(), Integer.toString(attempt), false);
    LocalFiles.write(layout.setupStatus(), Json.write(SetupStatus.waiting()), false);
    logger.info("setup attempt={}", attempt);
    run.start(new RunRequest(command, layout.root(), environment, log(layout)));
  }

  /** Kept before it begins: what is written while it runs may be too late for it. */
  private synchronized void keepInput() {
    inputSeen = null;
    if (input != null) {
      LocalFiles.read(input).ifPresent(text -> LocalFiles.write(givenFile(), text, false));
    }
  }

  private void fail(RunObservation seen) {
    String tail = FileTail.read(log(layout), TAIL);
    SetupStatus failed =
        new SetupStatus(
            SetupStatus.FAILED,
            status.step(),
            status.message(),
            status.done(),
            status.total(),
            "set-up %s at step '%s', %d times; see %s, its end:\n%s"
                .formatted(
                    RunObservation.ended(seen.exitCode(), "").ending(),
                    status.step(),
                    ATTEMPTS,
                    log(layout),
                    tail));
    LocalFiles.write(layout.setupStatus(), Json.write(failed), false);
    show(failed);
  }

  private int attempts() {
    try {
      return LocalFiles.read(attemptFile()).map(Integer::valueOf).orElse(0);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private Path givenFile() {
    return layout.run("setup").resolve("given");
  }

  private Path attemptFile() {
    return layout.run("setup").resolve("attempts");
  }

  /** Returns how far it is as of the last tick. */
  public SetupStatus status() {
    return status;
  }

  /** Returns the session in which it runs, if it does. */
  public Set<Long> sessions() {
    return run.session().stream().collect(Collectors.toUnmodifiableSet());
  }
}

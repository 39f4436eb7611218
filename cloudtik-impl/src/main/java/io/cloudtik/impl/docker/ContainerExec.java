/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.docker;

import com.github.dockerjava.api.command.ExecStartCmd;
import com.github.dockerjava.api.command.InspectExecResponse;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.WaitTimeoutException;
import io.cloudtik.impl.access.CommandRequest;
import io.cloudtik.impl.access.CommandResult;
import io.cloudtik.impl.access.MachineScript;
import io.cloudtik.impl.access.OutputTail;
import io.cloudtik.impl.wait.Waiter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One program in a container, which is ended in time: Docker itself ends none. */
final class ContainerExec {
  private static final String INSIDE = MachineScript.text(ContainerExec.class, "run-inside.sh");
  private static final String END = MachineScript.text(ContainerExec.class, "end-inside.sh");

  /** What the processes of one command inherit, by which they are found. */
  private static final String VARIABLE = "CLOUDTIK_RUN";

  private static final Duration SOON = Duration.ofSeconds(30);

  private final Docker docker;
  private final String container;
  private final CommandRequest request;
  private final String mark = UUID.randomUUID().toString();
  private final OutputTail tail = new OutputTail();
  private volatile String hindrance = "";

  ContainerExec(Docker docker, String container, CommandRequest request) {
    this.docker = docker;
    this.container = container;
    this.request = request;
  }

  CommandResult run() {
    return run("run");
  }

  private CommandResult run(String action) {
    long end = System.nanoTime() + Waiter.bounded(request.deadline()).toNanos();
    String id = create(action);
    String program = String.valueOf(request.arguments().get(0));
    try (ExecFrames frames = new ExecFrames(this::told)) {
      docker.run(
          "run %s in container %s".formatted(program, container),
          client -> {
            ExecStartCmd start = client.execStartCmd(id).withDetach(false);
            if (!request.input().isEmpty()) {
              start.withStdIn(new InputOf(request.input()));
            }
            start.exec(frames);
          });
      if (!frames.await(end - System.nanoTime())) {
        throw new WaitTimeoutException(
            "command %s in container %s".formatted(request.arguments(), container),
            "it still ran and %s; its last output: %s".formatted(kill(), tail.text()),
            request.deadline());
      }
    } catch (InterruptedException e) {
      String killed = kill();
      Thread.currentThread().interrupt();
      throw new CloudTikException(
          ErrorCode.INTERRUPTED,
          "interrupted; command %s %s".formatted(request.arguments(), killed),
          e);
    }
    int code = exitCode(id);
    if (!hindrance.isEmpty()) {
      throw new CloudTikException(
          ErrorCode.EXEC_FAILED,
          "cannot run %s in %s in container %s: %s; install it in the image, or name it by its whole path"
              .formatted(program, request.directory(), container, hindrance));
    }
    return new CommandResult(code, tail.text());
  }

  private void told(String source, String line) {
    if (line.startsWith(mark)) {
      hindrance = line.substring(mark.length()).strip();
      return;
    }
    tail.add(line);
    request.output().accept(source, line);
  }

  /** Starts it for nobody to wait for; what it prints is lost. */
  void detach() {
    run("look");
    String id = create("run");
    docker.run(
        "start %s in container %s".formatted(request.arguments().get(0), container),
        client -> {
          try (ExecFrames frames = new ExecFrames((source, line) -> {})) {
            client.execStartCmd(id).withDetach(true).exec(frames);
            frames.await(SOON.toNanos());
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private String create(String action) {
    List<String> command =
        new ArrayList<>(
            List.of("sh", "-c", INSIDE, "sh", mark, action, request.directory().toString()));
    command.addAll(request.arguments());
    List<String> environment = new ArrayList<>();
    request.environment().forEach((name, value) -> environment.add(name + "=" + value));
    environment.add(VARIABLE + "=" + mark);
    return docker.call(
        "run %s in container %s".formatted(request.arguments().get(0), container),
        client ->
            client
                .execCreateCmd(container)
                .withCmd(command.toArray(String[]::new))
                .withEnv(environment)
                .withAttachStdin(!request.input().isEmpty())
                .withAttachStdout(true)
                .withAttachStderr(true)
                .exec()
                .getId());
  }

  /** What came of it is found by a program in the same container. */
  private String kill() {
    CommandRequest end =
        CommandRequest.of(List.of("sh", "-c", END, "sh", mark), Path.of("/"), SOON);
    boolean interrupted = Thread.interrupted();
    try {
      return new ContainerExec(docker, container, end).run().exitCode() == 0
          ? "was killed"
          : "may still run";
    } catch (CloudTikException e) {
      return "may still run: " + e.getMessage();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The end of the output can be seen before the end of the program. */
  private int exitCode(String id) {
    return Waiter.waitFor("the exit code of " + request.arguments().get(0), SOON)
        .until(
            () -> {
              InspectExecResponse state =
                  docker.call(
                      "look how %s ended".formatted(request.arguments().get(0)),
                      client -> client.inspectExecCmd(id).exec());
              return Boolean.FALSE.equals(state.isRunning())
                  ? Optional.ofNullable(state.getExitCodeLong()).map(Long::intValue)
                  : Optional.<Integer>empty();
            },
            () -> "it has closed its output and goes on");
  }
}

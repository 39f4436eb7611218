/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.WaitTimeoutException;
import io.cloudtik.impl.access.CommandRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import net.schmizz.sshj.connection.channel.direct.Session;
import net.schmizz.sshj.connection.channel.direct.Signal;
import org.jspecify.annotations.Nullable;

/** Runs one command in a session of its own, and ends it in time. */
final class SshExec {
  private static final int KILLED = 128;

  /** Reads what a program prints, to the end. */
  interface Reader {
    void read(InputStream in) throws IOException;
  }

  private final SshConnection connection;
  private final CommandRequest request;
  private final Deadline deadline;
  private final String what;
  private final Supplier<String> lastSeen;

  /**
   * Makes a command.
   *
   * @param what what it does, for messages
   * @param lastSeen what it printed last, for messages
   */
  SshExec(
      SshConnection connection, CommandRequest request, String what, Supplier<String> lastSeen) {
    this.what = what;
    this.connection = connection;
    this.request = request;
    this.deadline = Deadline.in(request.deadline());
    this.lastSeen = lastSeen;
  }

  /** Runs it and returns its exit code, or 128 and the signal that ended it. */
  int run(Reader out, Reader err) {
    return inPlace(ShellLine::run, out, err);
  }

  /** Starts it for nobody to wait for. */
  void detach(Reader err) {
    inPlace(ShellLine::detach, in -> in.transferTo(OutputStream.nullOutputStream()), err);
  }

  private interface Form {
    ShellLine line(CommandRequest request, String runId, String loginShell, boolean sudo);
  }

  private int inPlace(Form form, Reader out, Reader err) {
    try (SshConnection.Place place = connection.open(deadline, what)) {
      SshConnection.Live live = place.live;
      boolean sudo = request.asRoot() && live.guard().uid() != 0;
      Guard guard = sudo ? before(live, () -> live.root().guard()) : live.guard();
      int number = guard.begin();
      try {
        String run = guard.runId(number);
        ShellLine line = form.line(request, run, live.guard().loginShell(), sudo);
        Refusals refusals = new Refusals(run, request, connection.address());
        int code = talk(place, guard, number, line, out, in -> refusals.read(in, err));
        refusals.check(code);
        if (sudo && refusals.maybeOfSudo(code)) {
          before(live, () -> live.root().requireSudo());
        }
        return code;
      } finally {
        guard.finished(number);
      }
    }
  }

  /** Asks the machine something without which the command does not run. */
  private <T> T before(SshConnection.Live live, Callable<T> action) {
    try {
      return connection.within(live, deadline, what, action);
    } catch (IOException e) {
      throw SshErrors.handshake(connection.address(), e);
    }
  }

  private int talk(
      SshConnection.Place place, Guard guard, int number, ShellLine line, Reader out, Reader err) {
    boolean ended = false;
    Future<Integer> conversation = SshThreads.pool().submit(() -> converse(place, line, out, err));
    try {
      int code = await(conversation);
      ended = true;
      return code;
    } catch (TimeoutException e) {
      ended = true;
      boolean sure = guard.end(number);
      throw new WaitTimeoutException(
          what + " on " + SshErrors.name(connection.address()),
          (sure
                  ? "it still ran and was killed"
                  : "it still ran, and its machine did not confirm that it was killed")
              + "; its last output: "
              + lastSeen.get(),
          request.deadline());
    } catch (InterruptedException e) {
      ended = true;
      boolean sure = guard.end(number);
      throw SshErrors.interrupted(
          what + (sure ? " was killed" : " may still run on its machine"), e);
    } catch (IOException e) {
      throw SshErrors.lost(connection.address(), what, e);
    } finally {
      if (!ended) {
        guard.end(number);
      }
    }
  }

  /** In a thread that nobody interrupts in the middle of it. */
  private int converse(SshConnection.Place place, ShellLine line, Reader out, Reader err)
      throws IOException, ExecutionException, InterruptedException {
    CommandChannel command = place.session;
    boolean inputless = request.input().isEmpty() && line.header().length == 0;
    AtomicReference<@Nullable Future<?>> complained = new AtomicReference<>();
    Callable<ShellLine> complaints =
        () -> {
          err.read(command.getErrorStream());
          return line;
        };
    command.begin(
        line.text(), inputless, () -> complained.set(SshThreads.pool().submit(complaints)));
    if (!inputless) {
      SshThreads.pool().execute(() -> feed(new ChannelOutput(command), line));
    }
    out.read(command.getInputStream());
    // Only now it is sure that nothing more comes.
    command.join();
    Future<?> reading = complained.get();
    if (reading == null) {
      err.read(command.getErrorStream());
    } else {
      reading.get();
    }
    return exitCode(command);
  }

  private void feed(OutputStream to, ShellLine line) {
    try (to) {
      to.write(line.header());
      to.flush();
      request.input().writeTo(to);
    } catch (IOException e) {
      // The program did not want it all, or is gone: its exit code tells.
      return;
    }
  }

  private int await(Future<Integer> code)
      throws IOException, TimeoutException, InterruptedException {
    try {
      return code.get(Math.max(1, deadline.leftMillis()), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof ExecutionException reader && reader.getCause() != null) {
        cause = reader.getCause();
      }
      if (cause instanceof IOException io) {
        throw io;
      }
      if (cause instanceof RuntimeException wrong) {
        throw wrong;
      }
      throw new CloudTikException(ErrorCode.INTERNAL, what + " failed here", cause);
    }
  }

  private int exitCode(Session.Command command) throws IOException {
    Integer code = command.getExitStatus();
    if (code != null) {
      return code;
    }
    Signal signal = command.getExitSignal();
    if (signal == null) {
      throw new IOException("the session ended without an exit code");
    }
    return KILLED + Signals.number(signal.toString());
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import io.cloudtik.impl.access.CommandRequest;
import io.cloudtik.impl.access.MachineScript;
import io.cloudtik.spi.provider.SshAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import net.schmizz.sshj.connection.channel.direct.Session;

/**
 * Our process on the machine that ends commands, for sshd ends none. It also says who we are there,
 * and its session makes sshd send small packets at once.
 */
final class Guard {
  private static final String SCRIPT = MachineScript.text(Guard.class, "guard.sh");
  private static final String GREETING = "cloudtik-guard ";

  private final String prefix;
  private final Duration answer;
  private final OutputStream out;
  private final Set<Integer> running = new TreeSet<>();
  private final Map<String, CompletableFuture<Void>> asked = new ConcurrentHashMap<>();
  private final CompletableFuture<String[]> greeting = new CompletableFuture<>();
  private int next;
  private String told = "";

  private Guard(String prefix, Duration answer, OutputStream out) {
    this.prefix = prefix;
    this.answer = answer;
    this.out = out;
  }

  /** Starts it in a session that it keeps. */
  static Guard start(
      SshAddress address, Session session, String prefix, Duration answer, boolean sudo)
      throws IOException {
    ShellLine line =
        ShellLine.script(
            CommandRequest.of(List.of("sh", "-c", SCRIPT, "sh", prefix), Path.of("/"), answer),
            sudo);
    Session.Command command = session.exec(line.text());
    Guard guard = new Guard(prefix, answer, command.getOutputStream());
    SshThreads.pool().execute(() -> guard.listen(command));
    try {
      guard.offer(line.header());
      guard.greeting.get(answer.toMillis(), TimeUnit.MILLISECONDS);
      return guard;
    } catch (TimeoutException | ExecutionException e) {
      SshDial.closeQuietly(session);
      throw SshErrors.unreachable(
          address,
          "its login shell runs no commands ("
              + guard.noise
              + "); give user "
              + address.user()
              + " a shell such as /bin/sh, without a forced command");
    } catch (InterruptedException e) {
      throw SshErrors.interrupted("the connection was not made", e);
    }
  }

  private volatile String noise = "it said nothing";

  private void offer(byte[] bytes) {
    try {
      send(bytes);
    } catch (IOException e) {
      // A shell that is over takes nothing; what it said is still on its way, and is awaited.
      return;
    }
  }

  private void listen(Session.Command command) {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(command.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        hear(line);
      }
    } catch (IOException e) {
      // The connection is gone; who waits is told below.
      noise = String.valueOf(e.getMessage());
    }
    IOException gone = new IOException("the guard is gone");
    greeting.completeExceptionally(gone);
    asked.values().forEach(each -> each.completeExceptionally(gone));
  }

  private void hear(String line) {
    if (!greeting.isDone()) {
      if (line.startsWith(GREETING)) {
        greeting.complete(line.substring(GREETING.length()).split(" ", 2));
      } else {
        noise = "it said: " + line;
      }
    } else if (line.startsWith("ended ")) {
      CompletableFuture<Void> waiting = asked.remove(line.substring("ended ".length()));
      if (waiting != null) {
        waiting.complete(null);
      }
    }
  }

  int uid() {
    return Integer.parseInt(greeting.join()[0]);
  }

  /** Returns the name of the login shell, without its directory. */
  String loginShell() {
    String[] words = greeting.join();
    return words.length < 2 ? "" : words[1].substring(words[1].lastIndexOf('/') + 1);
  }

  /** Returns the number of a command that is about to start. */
  synchronized int begin() {
    int number = ++next;
    running.add(number);
    return number;
  }

  String runId(int number) {
    return prefix + "." + number + ".";
  }

  synchronized void finished(int number) {
    running.remove(number);
  }

  /** Tells which commands still run, so that a loss of the connection ends no others. */
  synchronized void tell() {
    String line =
        "upto "
            + next
            + " - "
            + running.stream().map(String::valueOf).collect(Collectors.joining(" "))
            + "\n";
    if (!line.equals(told)) {
      told = line;
      try {
        send(line.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // The connection is gone, and with it the guard.
        return;
      }
    }
  }

  /** Ends a command with all that came of it; returns false if that is not known. */
  boolean end(int number) {
    String run = runId(number);
    CompletableFuture<Void> ended = new CompletableFuture<>();
    asked.put(run, ended);
    // Who sends waits for ever where what was sent before does not get through.
    SshThreads.pool()
        .execute(
            () -> {
              try {
                send(("end " + run + "\n").getBytes(StandardCharsets.UTF_8));
              } catch (IOException e) {
                ended.completeExceptionally(e);
              }
            });
    try {
      ended.get(answer.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void bye() throws IOException {
    send("bye\n".getBytes(StandardCharsets.UTF_8));
  }

  private synchronized void send(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }
}

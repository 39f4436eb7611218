/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.access.CommandRequest;
import io.cloudtik.impl.access.OutputTail;
import io.cloudtik.impl.access.SocketWay;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * A connection with Docker's socket by a program of root: for users who may become root, but may
 * not use the socket. Takes a session of the machine, and is slower than {@link ChannelWay}.
 */
final class CommandWay implements SocketWay {
  private static final Duration LONGEST = Duration.ofHours(4);

  private final CompletableFuture<InputStream> input = new CompletableFuture<>();
  private final CompletableFuture<OutputStream> output = new CompletableFuture<>();
  private final CountDownLatch done = new CountDownLatch(1);
  private final OutputTail said = new OutputTail();
  private final Future<?> program;

  CommandWay(SshConnection connection, Path socket) {
    CommandRequest request =
        CommandRequest.of(
                List.of("docker", "-H", "unix://" + socket, "system", "dial-stdio"),
                Path.of("/"),
                LONGEST)
            .byRoot()
            .withInput(this::speak);
    this.program =
        SshThreads.pool()
            .submit(() -> run(new SshExec(connection, request, "a way to " + socket, said::text)));
  }

  private void run(SshExec exec) {
    try {
      exec.run(
          in -> {
            input.complete(in);
            await();
          },
          this::complain);
    } catch (CloudTikException e) {
      input.completeExceptionally(e);
      output.completeExceptionally(e);
    }
  }

  private void speak(OutputStream out) throws IOException {
    output.complete(out);
    await();
  }

  private void await() throws IOException {
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private void complain(InputStream in) throws IOException {
    BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      said.add(line);
    }
  }

  @Override
  public InputStream input() {
    return opened(input);
  }

  @Override
  public OutputStream output() {
    return opened(output);
  }

  private static <T> T opened(CompletableFuture<T> stream) {
    try {
      return stream.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof CloudTikException known
          ? known
          : new CloudTikException(ErrorCode.INTERNAL, "no way to a socket", e);
    } catch (InterruptedException e) {
      throw SshErrors.interrupted("a way to a socket was not opened", e);
    }
  }

  @Override
  public void close() {
    done.countDown();
    program.cancel(true);
  }
}

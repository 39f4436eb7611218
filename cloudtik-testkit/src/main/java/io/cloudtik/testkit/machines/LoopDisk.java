/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.machines;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A disk for machines of a {@link MachineLab}: a file that Linux shows as a block device. Needs
 * root. Closing it takes the device away and leaves the file. Not thread-safe.
 */
public final class LoopDisk implements AutoCloseable {
  private final String device;

  private LoopDisk(String device) {
    this.device = device;
  }

  /** Makes a disk of zeros, which takes no space until something is written. */
  public static LoopDisk ofZeros(Path file, long bytes) {
    try (RandomAccessFile data = new RandomAccessFile(file.toFile(), "rw")) {
      data.setLength(bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return new LoopDisk(run("losetup", "--find", "--show", file.toString()));
  }

  /** Returns the device, of this computer and of machines that are given it. */
  public String device() {
    return device;
  }

  /** Returns what {@code docker create} is to be told so that a machine has it and may mount it. */
  public static String[] optionsOf(LoopDisk... disks) {
    String[] options = new String[disks.length + 3];
    options[0] = "--cap-add=SYS_ADMIN";
    options[1] = "--security-opt=apparmor=unconfined";
    options[2] = "--security-opt=seccomp=unconfined";
    for (int i = 0; i < disks.length; i++) {
      options[i + 3] = "--device=" + disks[i].device;
    }
    return options;
  }

  /** Writes a byte that is not zero. */
  public void scratch(long at) {
    try (RandomAccessFile data = new RandomAccessFile(device, "rw")) {
      data.seek(at);
      data.write('x');
      data.getFD().sync();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns what is on it as a hash. */
  public String content() {
    return run("sha256sum", device).substring(0, 64);
  }

  /** Runs a program with the device as its last argument. */
  public void with(String... command) {
    String[] whole = Arrays.copyOf(command, command.length + 1);
    whole[command.length] = device;
    run(whole);
  }

  @Override
  public void close() {
    run("losetup", "--detach", device);
  }

  private static String run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(String.join(" ", command) + ": " + said);
      }
      return said.strip();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}

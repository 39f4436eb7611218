/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.redis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program that says that it is a Redis or Valkey server.
 *
 * @param path of the program
 * @param version what it says of itself, for example {@code 7.0.15}
 */
public record RedisProgram(Path path, String version) {
  private static final int OLDEST_MAJOR =
      7; // the first with key permissions for reading and writing
  private static final int ANSWER_SECONDS = 10;
  private static final Pattern VERSION = Pattern.compile("\\bv=((\\d+)\\.[0-9.]+)");

  /**
   * Asks a program for its version.
   *
   * @throws IOException if it is no program, does not answer, or is no Redis; says why
   */
  static RedisProgram inspect(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new IOException("no such file");
    }
    if (!Files.isExecutable(path)) {
      throw new IOException(
          Files.getPosixFilePermissions(path).contains(PosixFilePermission.OWNER_EXECUTE)
              ? path + " cannot be run: its disk is mounted noexec, or it belongs to somebody else"
              : "not executable");
    }
    String answer = ask(path);
    Matcher version = VERSION.matcher(answer);
    if (!version.find()) {
      throw new IOException("does not answer --version as a Redis server does");
    }
    return new RedisProgram(path, version.group(1));
  }

  private static String ask(Path path) throws IOException {
    Process process =
        new ProcessBuilder(path.toString(), "--version").redirectErrorStream(true).start();
    process.getOutputStream().close();
    try {
      if (!process.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("no answer to --version within " + ANSWER_SECONDS + " s");
      }
      return new String(process.getInputStream().readNBytes(4_096), StandardCharsets.UTF_8);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }

  /** Says whether it is too old: before 7.0. */
  boolean tooOld() {
    return Integer.parseInt(version.substring(0, version.indexOf('.'))) < OLDEST_MAJOR;
  }
}

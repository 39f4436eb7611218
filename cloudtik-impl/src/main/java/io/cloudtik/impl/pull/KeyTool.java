/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.pull;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.record.IdentityRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * Makes certificates with the tool that each Java has, as no public class of the JDK makes them.
 */
final class KeyTool {
  private static final int PASSWORD_BYTES = 32;

  /** Machines with wrong clocks look at the key only; nobody else looks at all. */
  private static final String DAYS = "36500";

  private KeyTool() {}

  static IdentityRecord fresh() {
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    String password = HexFormat.of().formatHex(random);
    Path directory = LocalFiles.temporaryDirectory();
    try {
      Path secret = directory.resolve("password");
      LocalFiles.write(secret, password, true);
      Path store = directory.resolve("identity");
      run(secret, store);
      return new IdentityRecord(
          Base64.getEncoder().encodeToString(Files.readAllBytes(store)), password);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      LocalFiles.deleteTree(directory);
    }
  }

  private static void run(Path password, Path store) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "head",
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-sigalg",
            HeadIdentity.SIGNATURE,
            "-dname",
            "CN=cloudtik head",
            "-validity",
            DAYS,
            "-storetype",
            "PKCS12",
            "-storepass:file",
            password.toString(),
            "-keystore",
            store.toString());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      int code = process.waitFor();
      if (code != 0) {
        throw new CloudTikException(
            ErrorCode.EXEC_FAILED,
            "the key of the head could not be made: %s ended with exit code %d: %s; nothing was launched"
                .formatted(command.get(0), code, output.strip()));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new CloudTikException(
          ErrorCode.INTERRUPTED, "interrupted while the key of the head was made", e);
    }
  }
}

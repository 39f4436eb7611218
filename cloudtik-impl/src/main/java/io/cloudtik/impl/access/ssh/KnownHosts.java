/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the user's {@code known_hosts} say about one machine: plain names, patterns, hashed names,
 * names with a port, and revoked keys. Certificate authorities are not known here.
 *
 * @param keys of which the machine must show one
 * @param revoked that no machine may show
 */
record KnownHosts(List<HostKey> keys, List<HostKey> revoked) {
  private static final int DEFAULT_PORT = 22;
  private static final String REVOKED = "@revoked";
  private static final String HASHED = "|1|";

  /** Reads files, of which some may be missing. */
  static KnownHosts of(List<Path> files, String host, int port) {
    List<HostKey> keys = new ArrayList<>();
    List<HostKey> revoked = new ArrayList<>();
    String name = host.toLowerCase(Locale.ROOT);
    String wanted = port == DEFAULT_PORT ? name : "[" + name + "]:" + port;
    for (Path file : files) {
      for (String line : lines(file)) {
        entry(line, wanted, keys, revoked);
      }
    }
    return new KnownHosts(List.copyOf(keys), List.copyOf(revoked));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.isRegularFile(file)
          ? Files.readAllLines(file, StandardCharsets.ISO_8859_1)
          : List.of();
    } catch (IOException e) {
      // As a file that is not there: nothing in it is trusted.
      return List.of();
    }
  }

  private static void entry(String line, String wanted, List<HostKey> keys, List<HostKey> revoked) {
    String text = line.strip();
    if (text.isEmpty() || text.startsWith("#")) {
      return;
    }
    String marker = text.startsWith("@") ? text.split("\\s+", 2)[0] : "";
    String[] parts = text.substring(marker.length()).strip().split("\\s+", 2);
    if (parts.length < 2 || !(marker.isEmpty() || marker.equals(REVOKED))) {
      return;
    }
    Optional<HostKey> key = HostKey.parse(parts[1]);
    if (key.isPresent() && matches(parts[0], wanted)) {
      (marker.isEmpty() ? keys : revoked).add(key.get());
    }
  }

  private static boolean matches(String names, String wanted) {
    if (names.startsWith(HASHED)) {
      return matchesHash(names, wanted);
    }
    boolean found = false;
    for (String name : names.toLowerCase(Locale.ROOT).split(",")) {
      if (name.startsWith("!")) {
        if (glob(name.substring(1), wanted)) {
          return false;
        }
      } else {
        found |= glob(name, wanted);
      }
    }
    return found;
  }

  private static boolean glob(String pattern, String wanted) {
    StringBuilder regex = new StringBuilder();
    for (char c : pattern.toCharArray()) {
      regex.append(
          switch (c) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(String.valueOf(c));
          });
    }
    return wanted.matches(regex.toString());
  }

  private static boolean matchesHash(String names, String wanted) {
    String[] parts = names.split("\\|");
    if (parts.length != 4) {
      return false;
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(parts[2]), "HmacSHA1"));
      return MessageDigest.isEqual(
          mac.doFinal(wanted.getBytes(StandardCharsets.UTF_8)),
          Base64.getDecoder().decode(parts[3]));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }
}

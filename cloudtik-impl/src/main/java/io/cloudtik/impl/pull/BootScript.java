/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.pull;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.access.MachineScript;
import io.cloudtik.impl.bootstrap.MachineJava;
import io.cloudtik.impl.json.Json;
import io.cloudtik.spi.provider.LaunchRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The text of the script by which a machine begins to set itself up: it gets Java and the bundle of
 * the node, whose {@code PullMain} does the rest. No value becomes a word of the shell's.
 */
public final class BootScript {
  private static final String TEMPLATE = MachineScript.text(BootScript.class, "boot.sh");

  private BootScript() {}

  /**
   * A file that the script fetches.
   *
   * @param name of the file
   * @param at where it is: a file of the machine, or by http or https
   */
  public record Fetched(String name, String sha256, URI at) {
    private String lines() {
      String place = "file".equals(at.getScheme()) ? Path.of(at).toString() : at.toString();
      if (place.contains("\n")) {
        throw new CloudTikException(
            ErrorCode.INVALID_SPEC,
            "a machine cannot fetch %s: expected a path without line ends".formatted(name));
      }
      return name + " " + sha256 + "\n" + place;
    }
  }

  /** Returns the script, which fetches {@link BootTicket#JAVA}, too, if the ticket says so. */
  public static String of(List<Fetched> files, BootTicket ticket) {
    MachineJava.Installers java = MachineJava.installers();
    String archive = ticket.java();
    String script =
        TEMPLATE
            .replace("@install@", uncommented(archive == null ? java.install() : java.unpack()))
            .replace(
                "@arguments@",
                archive == null
                    ? quoted(java.arguments())
                    : quoted(List.of("./" + BootTicket.JAVA, archive, java.oldest(), "keep")))
            .replace("@archive@", archive == null ? "" : quoted(List.of(archive)))
            .replace("@oldest@", java.oldest())
            .replace(
                "@files@", files.stream().map(Fetched::lines).collect(Collectors.joining("\n")))
            .replace("@ticket@", Json.write(ticket));
    int bytes = script.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > LaunchRequest.MAX_BOOT_SCRIPT) {
      throw new CloudTikException(
          ErrorCode.INVALID_SPEC,
          "expected a boot script of at most %d bytes, got %d; the options of the provider are %d bytes of it: make them shorter"
              .formatted(LaunchRequest.MAX_BOOT_SCRIPT, bytes, Json.write(ticket).length()));
    }
    return script;
  }

  /** These are names of packages, hashes and numbers. */
  private static String quoted(List<String> words) {
    return words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
  }

  private static String uncommented(String script) {
    return script
        .lines()
        .filter(line -> !line.startsWith("#"))
        .collect(Collectors.joining("\n"))
        .strip();
  }
}

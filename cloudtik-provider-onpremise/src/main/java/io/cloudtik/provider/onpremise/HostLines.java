/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.onpremise;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.FileErrors;
import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.spec.Names;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hosts as lines of text: one line for each, in a file of the user or in the plain config. */
final class HostLines {
  private HostLines() {}

  /** Reads a file of hosts; paths in it are relative to its directory. */
  static List<Host> read(Path file) {
    try {
      return parse(file.toString(), file.toAbsolutePath().getParent(), Files.readAllLines(file));
    } catch (CharacterCodingException e) {
      throw InvalidSpecException.of(file + ": expected text in UTF-8, got something else");
    } catch (IOException e) {
      throw new CloudTikException(
          ErrorCode.FILE_MISSING, "cannot read the hosts: " + FileErrors.reason(file, e), e);
    }
  }

  /** Returns the hosts of some lines; those that only lead to others are not among them. */
  static List<Host> parse(String where, @Nullable Path base, List<String> lines) {
    Map<String, Host> hosts = new LinkedHashMap<>();
    Map<String, Host> gateways = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      HostLine line = new HostLine(where + ":" + (i + 1), base, gateways);
      SettingsLine.read(line.place(), lines.get(i), line::set);
      if (line.isEmpty()) {
        continue;
      }
      Host host = line.build();
      if ((line.isGateway() ? gateways : hosts).put(host.name(), host) != null) {
        throw InvalidSpecException.of(
            "%s: expected each name once, got %s again"
                .formatted(line.place(), Names.quoted(host.name())));
      }
    }
    return List.copyOf(hosts.values());
  }

  /** Returns the lines of hosts, with those that they are reached through before them. */
  static List<String> write(List<Host> hosts) {
    Map<String, Host> gateways = new LinkedHashMap<>();
    hosts.forEach(host -> host.via().ifPresent(via -> collect(via, gateways)));
    List<String> lines = new ArrayList<>();
    gateways.values().forEach(gateway -> lines.add(line(gateway, true)));
    hosts.forEach(host -> lines.add(line(host, false)));
    return lines;
  }

  private static void collect(Host gateway, Map<String, Host> gateways) {
    gateway.via().ifPresent(next -> collect(next, gateways));
    Host before = gateways.put(gateway.name(), gateway);
    if (before != null && !before.equals(gateway)) {
      throw InvalidSpecException.of(
          "hosts: expected one host of the name %s to go through, got two that differ"
              .formatted(Names.quoted(gateway.name())));
    }
  }

  private static String line(Host host, boolean gateway) {
    StringBuilder line = new StringBuilder();
    SettingsLine.append(line, HostLine.NAME, host.name());
    if (gateway) {
      SettingsLine.append(line, HostLine.GATEWAY, "true");
    }
    SettingsLine.append(line, HostLine.ADDRESS, host.address());
    SettingsLine.append(line, HostLine.PORT, Integer.toString(host.port()));
    SettingsLine.append(line, HostLine.USER, host.user());
    host.identityFile()
        .ifPresent(file -> SettingsLine.append(line, HostLine.IDENTITY_FILE, file.toString()));
    host.hostKeys().forEach(key -> SettingsLine.append(line, HostLine.HOST_KEY, key));
    SettingsLine.append(line, HostLine.ANY_HOST_KEY, Boolean.toString(host.anyHostKey()));
    host.via().ifPresent(via -> SettingsLine.append(line, HostLine.VIA, via.name()));
    SettingsLine.append(line, HostLine.CPUS, Integer.toString(host.cpus()));
    SettingsLine.append(line, HostLine.MEMORY, Long.toString(host.memory().toBytes()));
    SettingsLine.append(line, HostLine.GPUS, Integer.toString(host.gpus()));
    SettingsLine.append(line, HostLine.TYPE, host.type());
    host.labels()
        .forEach((key, value) -> SettingsLine.append(line, HostLine.LABEL, key + "=" + value));
    SettingsLine.append(line, HostLine.GONE, Boolean.toString(host.gone()));
    SettingsLine.append(line, HostLine.DIRECTORY, host.directory().toString());
    return line.toString();
  }
}

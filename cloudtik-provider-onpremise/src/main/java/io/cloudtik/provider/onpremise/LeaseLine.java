/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.onpremise;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.InvalidSpecException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A {@link Lease} as a line of text. What a newer library adds is passed over. */
final class LeaseLine {
  private LeaseLine() {}

  static String write(Lease lease) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("state", lease.state().name());
    settings.put("workspace", lease.workspace());
    settings.put("cluster", lease.cluster());
    settings.put("uid", lease.uid());
    settings.put("slot", lease.slot());
    settings.put("machine", lease.machine());
    settings.put("directory", lease.directory().toString());
    settings.put("since", lease.since().toString());
    settings.put("reason", lease.reason().replaceAll("\\s+", " "));
    settings.put("tried", lease.tried() == null ? "" : lease.tried().toString());
    Host host = lease.host();
    settings.put("host", host == null ? "" : HostLines.write(List.of(reached(host))).get(0));
    return SettingsLine.write(settings);
  }

  /** Files and gateways are those of a computer; on others they mean nothing. */
  private static Host reached(Host host) {
    return Host.builder()
        .name(host.name())
        .address(host.address())
        .port(host.port())
        .user(host.user())
        .hostKeys(host.hostKeys())
        .anyHostKey(host.anyHostKey())
        .cpus(host.cpus())
        .memory(host.memory())
        .build();
  }

  static Lease read(String line) {
    try {
      Map<String, String> settings = SettingsLine.map("lease", line);
      return new Lease(
          Lease.State.valueOf(required(settings, "state")),
          required(settings, "workspace"),
          required(settings, "cluster"),
          required(settings, "uid"),
          required(settings, "slot"),
          required(settings, "machine"),
          host(required(settings, "host")),
          Path.of(required(settings, "directory")),
          Instant.parse(required(settings, "since")),
          required(settings, "reason"),
          time(required(settings, "tried")));
    } catch (InvalidSpecException | DateTimeParseException | IllegalArgumentException e) {
      throw new CloudTikException(
          ErrorCode.STORE_CORRUPT,
          "the leases of the hosts cannot be read: %s; is an older version of the library in use?"
              .formatted(e.getMessage()),
          e);
    }
  }

  private static @Nullable Host host(String line) {
    return line.isEmpty() ? null : HostLines.parse("lease", null, List.of(line)).get(0);
  }

  private static @Nullable Instant time(String text) {
    return text.isEmpty() ? null : Instant.parse(text);
  }

  private static String required(Map<String, String> settings, String name) {
    String value = settings.get(name);
    if (value == null) {
      throw InvalidSpecException.of("lease: expected '" + name + "', got none");
    }
    return value;
  }
}

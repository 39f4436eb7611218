/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.onpremise;

import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.spec.DataSize;
import io.cloudtik.spec.Names;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One line of hosts while it is read. Whatever is wrong with it is told with its place. */
final class HostLine {
  static final String NAME = "name";
  static final String GATEWAY = "gateway";
  static final String ADDRESS = "address";
  static final String PORT = "port";
  static final String USER = "user";
  static final String IDENTITY_FILE = "identityFile";
  static final String HOST_KEY = "hostKey";
  static final String ANY_HOST_KEY = "anyHostKey";
  static final String VIA = "via";
  static final String CPUS = "cpus";
  static final String MEMORY = "memory";
  static final String GPUS = "gpus";
  static final String TYPE = "type";
  static final String LABEL = "label";
  static final String GONE = "gone";
  static final String DIRECTORY = "directory";
  private static final Set<String> REPEATABLE = Set.of(HOST_KEY, LABEL);

  private final Host.Builder host = Host.builder();
  private final Set<String> seen = new HashSet<>();
  private final String place;
  private final @Nullable Path base;
  private final Map<String, Host> gateways;
  private boolean gateway;

  /**
   * Begins a line.
   *
   * @param place file and line, for people
   * @param base what paths are relative to; null if there are only absolute ones
   * @param gateways the gateways of the lines before
   */
  HostLine(String place, @Nullable Path base, Map<String, Host> gateways) {
    this.place = place;
    this.base = base;
    this.gateways = gateways;
  }

  String place() {
    return place;
  }

  boolean isEmpty() {
    return seen.isEmpty();
  }

  boolean isGateway() {
    return gateway;
  }

  void set(String name, String value) {
    if (!seen.add(name) && !REPEATABLE.contains(name)) {
      throw problem(name + ": expected once, got it again");
    }
    try {
      read(name, value);
    } catch (InvalidPathException e) {
      throw problem(name + ": expected a path, got " + Names.quoted(value));
    }
  }

  private void read(String name, String value) {
    switch (name) {
      case NAME -> host.name(value);
      case GATEWAY -> gateway = bool(name, value);
      case ADDRESS -> host.address(value);
      case PORT -> host.port(number(name, value));
      case USER -> host.user(value);
      case IDENTITY_FILE -> host.identityFile(file(value));
      case HOST_KEY -> host.addHostKeys(value);
      case ANY_HOST_KEY -> host.anyHostKey(bool(name, value));
      case VIA -> host.via(via(value));
      case CPUS -> host.cpus(number(name, value));
      case MEMORY -> host.memory(size(value));
      case GPUS -> host.gpus(number(name, value));
      case TYPE -> host.type(value);
      case LABEL -> label(value);
      case GONE -> host.gone(bool(name, value));
      case DIRECTORY -> host.directory(Path.of(value));
      default ->
          throw problem(
              "expected name, address, port, user, identityFile, hostKey, anyHostKey, via, cpus,"
                  + " memory, gpus, type, label, gone, directory or gateway, got "
                  + Names.quoted(name));
    }
  }

  Host build() {
    if (!seen.contains(NAME)) {
      throw problem("expected the name of the host, got none");
    }
    if (gateway && !seen.contains(CPUS)) {
      host.cpus(1);
    }
    if (gateway && !seen.contains(MEMORY)) {
      host.memory(DataSize.gib(1));
    }
    if (!gateway && !(seen.contains(CPUS) && seen.contains(MEMORY))) {
      throw problem("expected cpus and memory of the host, got neither or one of them");
    }
    try {
      return host.build();
    } catch (InvalidSpecException e) {
      throw InvalidSpecException.of(
          e.problems().stream().map(problem -> place + ": " + problem).toList());
    }
  }

  private Path file(String text) {
    Path file =
        text.startsWith("~/")
            ? Path.of(System.getProperty("user.home"), text.substring(2))
            : Path.of(text);
    return base == null ? file : base.resolve(file).normalize();
  }

  private Host via(String name) {
    Host found = gateways.get(name);
    if (found == null) {
      throw problem(
          "via: expected the name of a host that a line before this one has with gateway=true, got "
              + Names.quoted(name));
    }
    return found;
  }

  private void label(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw problem("label: expected key=value, got " + Names.quoted(text));
    }
    String key = text.substring(0, equals);
    if (!seen.add(LABEL + " " + key)) {
      throw problem("label: expected each key once, got %s again".formatted(Names.quoted(key)));
    }
    host.putLabels(key, text.substring(equals + 1));
  }

  private DataSize size(String value) {
    try {
      return DataSize.parse(value);
    } catch (InvalidSpecException e) {
      throw problem("memory: " + e.problems().get(0));
    }
  }

  private int number(String name, String value) {
    if (!value.matches("\\d{1,9}")) {
      throw problem(name + ": expected a number, got " + Names.quoted(value));
    }
    return Integer.parseInt(value);
  }

  private boolean bool(String name, String value) {
    if (!value.equals("true") && !value.equals("false")) {
      throw problem(name + ": expected true or false, got " + Names.quoted(value));
    }
    return value.equals("true");
  }

  private InvalidSpecException problem(String text) {
    return InvalidSpecException.of(place + ": " + text);
  }
}

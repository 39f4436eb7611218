/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a machine is and has. What cannot be told is empty or zero.
 *
 * @param os for example {@code debian 12}
 * @param architecture as {@code uname -m} says, for example {@code x86_64}
 * @param cpus that a process may use
 * @param memoryBytes of the machine, or of the container that it is
 * @param disks block devices
 * @param freeBytes on the file system of the node's directory
 * @param gpus names of the devices
 * @param javas homes of Java with their versions
 * @param user who we are there
 * @param uid the number of that user
 * @param sudo whether that user becomes root without a password; true for root
 * @param systemd whether systemd runs services there
 */
public record MachineFacts(
    String os,
    String architecture,
    int cpus,
    long memoryBytes,
    List<Disk> disks,
    long freeBytes,
    List<String> gpus,
    List<Java> javas,
    String user,
    int uid,
    boolean sudo,
    boolean systemd) {
  private static final String SCRIPT = MachineScript.text(MachineFacts.class, "facts.sh");
  private static final Duration DEADLINE = Duration.ofMinutes(1);

  /** A block device. */
  public record Disk(String name, long bytes) {}

  /** A Java. */
  public record Java(Path home, String version) {}

  static MachineFacts of(MachineAccess access) {
    CommandRequest request = MachineScript.request(SCRIPT, DEADLINE, access.root().toString());
    return parse(
        MachineScript.require(
            access, request, "the look at what the machine of " + access.root() + " is"));
  }

  static MachineFacts parse(String text) {
    Map<String, String> one = new HashMap<>();
    List<Disk> disks = new ArrayList<>();
    List<String> gpus = new ArrayList<>();
    List<Java> javas = new ArrayList<>();
    for (String line : text.lines().toList()) {
      int end = line.indexOf('=');
      String key = end < 0 ? "" : line.substring(0, end);
      String value = line.substring(end + 1);
      String[] words = value.split(" ", 2);
      switch (key) {
        case "disk" -> disks.add(new Disk(words[0], number(words[words.length - 1])));
        case "gpu" -> gpus.add(value);
        case "java" -> javas.add(new Java(Path.of(words[words.length - 1]), words[0]));
        default -> one.put(key, value);
      }
    }
    return new MachineFacts(
        one.getOrDefault("os", ""),
        one.getOrDefault("architecture", ""),
        (int) number(one.getOrDefault("cpus", "")),
        number(one.getOrDefault("memory", "")),
        List.copyOf(disks),
        number(one.getOrDefault("free", "")),
        List.copyOf(gpus),
        List.copyOf(javas),
        one.getOrDefault("user", ""),
        (int) number(one.getOrDefault("uid", "")),
        one.getOrDefault("sudo", "").equals("yes"),
        one.getOrDefault("systemd", "").equals("yes"));
  }

  private static long number(String text) {
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
  }
}

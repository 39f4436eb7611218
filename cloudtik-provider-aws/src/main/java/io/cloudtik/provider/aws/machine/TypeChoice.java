/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.machine;

import io.cloudtik.spec.DataSize;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which types are tried where the spec names none: of each of the usual families the smallest type
 * that fits, and of these the few that waste least. Goes by what the types have, never by prices,
 * so it is the same on every machine and every day. Pure.
 */
final class TypeChoice {
  /** Families for general use, for computing, with much memory, and with GPUs; best first. */
  private static final List<String> X86 =
      List.of(
          "m6i", "m7i", "m6a", "m5", "c6i", "c7i", "c6a", "c5", "r6i", "r7i", "r6a", "r5", "g5",
          "g6", "g4dn", "p3", "p4d", "p5");

  private static final List<String> ARM =
      List.of("m7g", "m6g", "m8g", "c7g", "c6g", "c8g", "r7g", "r6g", "r8g", "g5g");

  /** Enough to fall back on, and few enough to be read. */
  private static final int ALTERNATIVES = 4;

  private static final int GIB_FOR_A_CPU = 4;

  private TypeChoice() {}

  /**
   * What is asked of a machine.
   *
   * @param cpus at least
   * @param memory at least
   * @param gpus at least; with none, no type with GPUs is chosen
   */
  record Need(int cpus, DataSize memory, int gpus) {
    /** Fills in what the spec leaves open: 4 GiB for each CPU, as general families have it. */
    static Need of(@Nullable Integer cpus, @Nullable DataSize memory, int gpus, int usualCpus) {
      int few = memory != null || gpus > 0 ? 1 : usualCpus;
      int least = cpus != null ? cpus : few;
      DataSize usual = DataSize.gib(gpus > 0 ? 1 : (long) least * GIB_FOR_A_CPU);
      return new Need(least, memory != null ? memory : usual, gpus);
    }

    boolean metBy(MachineType type) {
      return type.cpus() >= cpus
          && type.memory().compareTo(memory) >= 0
          && (gpus == 0 ? type.gpus() == 0 : type.gpus() >= gpus);
    }
  }

  static List<String> families(Architecture architecture) {
    return architecture == Architecture.ARM64 ? ARM : X86;
  }

  /** Returns the types to try, the best first; empty if none fits. */
  static List<MachineType> of(Need need, Architecture architecture, Collection<MachineType> types) {
    List<String> families = families(architecture);
    Comparator<MachineType> waste =
        Comparator.comparingInt(MachineType::gpus)
            .thenComparingInt(MachineType::cpus)
            .thenComparing(MachineType::memory)
            .thenComparingInt(type -> families.indexOf(type.family()));
    TreeMap<String, MachineType> smallest = new TreeMap<>();
    types.stream()
        .filter(type -> type.architecture() == architecture)
        .filter(type -> families.contains(type.family()))
        .filter(need::metBy)
        .forEach(
            type ->
                smallest.merge(
                    type.family(),
                    type,
                    (one, other) -> waste.compare(one, other) <= 0 ? one : other));
    return smallest.values().stream().sorted(waste).limit(ALTERNATIVES).toList();
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import io.cloudtik.spec.DataSize;
import io.cloudtik.testkit.cloud.MachineType;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Some types of instances, as EC2 had them in 2026, with prices of Oregon. */
final class Catalog {
  private static final BigDecimal SPOT_PART = new BigDecimal("0.35");
  private static final Map<String, Type> TYPES = new LinkedHashMap<>();

  /**
   * A type.
   *
   * @param gpu the name of its GPUs; empty if it has none
   * @param gpus how many it has
   */
  record Type(
      String name, String architecture, int cpus, int gib, String gpu, int gpus, String price) {
    MachineType machineType() {
      BigDecimal hourly = new BigDecimal(price);
      return new MachineType(
          name, cpus, DataSize.gib(gib), gpus, hourly, hourly.multiply(SPOT_PART));
    }

    boolean isBurstable() {
      return name.startsWith("t");
    }
  }

  static {
    family("t3", "x86_64", 4, "0.0416", "medium:2", "large:2");
    add(new Type("t3.small", "x86_64", 2, 2, "", 0, "0.0208"));
    family("m5", "x86_64", 4, "0.048", "large:2", "xlarge:4", "2xlarge:8", "4xlarge:16");
    family("m6i", "x86_64", 4, "0.048", "large:2", "xlarge:4", "2xlarge:8", "4xlarge:16");
    family("c6i", "x86_64", 2, "0.0425", "large:2", "xlarge:4", "2xlarge:8", "4xlarge:16");
    family("r6i", "x86_64", 8, "0.063", "large:2", "xlarge:4", "2xlarge:8", "4xlarge:16");
    family("m6g", "arm64", 4, "0.0385", "large:2", "xlarge:4", "2xlarge:8", "4xlarge:16");
    family("c6g", "arm64", 2, "0.034", "large:2", "xlarge:4", "2xlarge:8", "4xlarge:16");
    add(new Type("g4dn.xlarge", "x86_64", 4, 16, "T4", 1, "0.526"));
    add(new Type("g5.xlarge", "x86_64", 4, 16, "A10G", 1, "1.006"));
    add(new Type("p3.2xlarge", "x86_64", 8, 61, "V100", 1, "3.06"));
    add(new Type("p4d.24xlarge", "x86_64", 96, 1152, "A100", 8, "32.7726"));
  }

  private Catalog() {}

  /** Adds sizes of a family, whose memory and price go with the number of CPUs. */
  private static void family(
      String family, String architecture, int gibPerCpu, String pricePerCpu, String... sizes) {
    for (String size : sizes) {
      String[] parts = size.split(":");
      int cpus = Integer.parseInt(parts[1]);
      BigDecimal price = new BigDecimal(pricePerCpu).multiply(BigDecimal.valueOf(cpus));
      add(
          new Type(
              family + "." + parts[0],
              architecture,
              cpus,
              cpus * gibPerCpu,
              "",
              0,
              price.toPlainString()));
    }
  }

  private static void add(Type type) {
    TYPES.put(type.name(), type);
  }

  static Optional<Type> find(String name) {
    return Optional.ofNullable(TYPES.get(name));
  }

  static List<Type> all() {
    return List.copyOf(TYPES.values());
  }

  static List<MachineType> types() {
    return TYPES.values().stream().map(Type::machineType).toList();
  }

  /** Says whether a zone has a type: the last one has none with GPUs. */
  static boolean isOffered(Estate estate, Type type, String zone) {
    return type.gpus() == 0 || !zone.equals(estate.zones().get(estate.zones().size() - 1));
  }
}

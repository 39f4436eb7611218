/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.provider.aws.machine.TypeChoice.Need;
import io.cloudtik.spec.DataSize;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TypeChoiceTest {
  private final List<MachineType> types = new ArrayList<>();

  TypeChoiceTest() {
    for (String family : List.of("m5:4", "m6i:4", "m7i:4", "c6i:2", "r6i:8", "x2idn:16")) {
      String[] parts = family.split(":");
      int size = 2;
      for (String name : List.of("large", "xlarge", "2xlarge", "4xlarge")) {
        types.add(
            type(
                parts[0] + "." + name,
                size,
                size * Integer.parseInt(parts[1]),
                0,
                Architecture.X86_64));
        size *= 2;
      }
    }
    types.add(type("g5.xlarge", 4, 16, 1, Architecture.X86_64));
    types.add(type("p4d.24xlarge", 96, 1152, 8, Architecture.X86_64));
    types.add(type("m6g.large", 2, 8, 0, Architecture.ARM64));
  }

  private static MachineType type(
      String name, int cpus, int gib, int gpus, Architecture architecture) {
    return new MachineType(name, cpus, DataSize.gib(gib), gpus, architecture, true);
  }

  private List<String> names(Need need, Architecture architecture) {
    return TypeChoice.of(need, architecture, types).stream().map(MachineType::name).toList();
  }

  private static Need need(int cpus, int gib, int gpus) {
    return new Need(cpus, DataSize.gib(gib), gpus);
  }

  @Test
  void theSmallestThatFitsOfEachFamilyAndThoseThatWasteLeast() {
    assertThat(names(need(8, 32, 0), Architecture.X86_64))
        .containsExactly("m6i.2xlarge", "m7i.2xlarge", "m5.2xlarge", "r6i.2xlarge");
    assertThat(names(need(8, 16, 0), Architecture.X86_64))
        .containsExactly("c6i.2xlarge", "m6i.2xlarge", "m7i.2xlarge", "m5.2xlarge");
    assertThat(names(need(2, 16, 0), Architecture.X86_64)).startsWith("r6i.large", "m6i.xlarge");
  }

  @Test
  void gpusAreForThoseWhoAskForThem() {
    assertThat(names(need(1, 1, 1), Architecture.X86_64)).startsWith("g5.xlarge");
    assertThat(names(need(1, 1, 2), Architecture.X86_64)).containsExactly("p4d.24xlarge");
    assertThat(names(need(96, 1, 0), Architecture.X86_64)).isEmpty();
  }

  @Test
  void theArchitectureIsThatOfTheWorkspace() {
    assertThat(names(need(1, 1, 0), Architecture.ARM64)).containsExactly("m6g.large");
  }

  @Test
  void theChoiceDoesNotDependOnTheOrderOfTheAnswer() {
    List<String> first = names(need(4, 8, 0), Architecture.X86_64);
    for (int seed = 0; seed < 50; seed++) {
      Collections.shuffle(types, new Random(seed));
      assertThat(names(need(4, 8, 0), Architecture.X86_64)).isEqualTo(first);
    }
  }

  @Test
  void whatIsLeftOpenIsFilledInAsGeneralFamiliesHaveIt() {
    assertThat(Need.of(null, null, 0, 4)).isEqualTo(need(4, 16, 0));
    assertThat(Need.of(8, null, 0, 4)).isEqualTo(need(8, 32, 0));
    assertThat(Need.of(null, DataSize.gib(64), 0, 4)).isEqualTo(need(1, 64, 0));
    assertThat(Need.of(null, null, 2, 4)).isEqualTo(need(1, 1, 2));
  }
}

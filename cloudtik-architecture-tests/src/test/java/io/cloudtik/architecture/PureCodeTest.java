/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Plans and decisions are values made from values: what they answer depends on nothing but what
 * they were given, so that they can be printed, replayed and tested by properties.
 */
final class PureCodeTest {
  private static final String[] PURE = {
    "io.cloudtik.impl.plan..", "io.cloudtik.node.controller.decide.."
  };

  private static JavaClasses house;

  @BeforeAll
  static void read() {
    house = House.imported("cloudtik-impl", "cloudtik-node");
  }

  @Test
  void planningAndDecidingTouchNoWorld() {
    for (String pure : PURE) {
      noClasses()
          .that()
          .resideInAPackage(pure)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java.net..", "java.nio.file..", "java.nio.channels..")
                  .or(belongToAnyOf(Thread.class, ProcessBuilder.class, Random.class))
                  .or(belongToAnyOf(ThreadLocalRandom.class, java.io.File.class))
                  .or(nameMatching("java\\.util\\.concurrent\\.(Executor.*|.*ExecutorService)")))
          .because("a plan is a pure function of wish and observation")
          .check(house);
    }
  }

  @Test
  void planningAndDecidingAskNoClockAndNoChance() {
    Set<String> clocks = Set.of("systemUTC", "systemDefaultZone", "system");
    for (String pure : PURE) {
      noClasses()
          .that()
          .resideInAPackage(pure)
          .should()
          .accessTargetWhere(
              describe(
                  "reads a clock, the environment or chance",
                  (JavaAccess<?> access) -> {
                    String owner = access.getTargetOwner().getFullName();
                    String name = access.getTarget().getName();
                    return (owner.equals(Instant.class.getName()) && name.equals("now"))
                        || (owner.equals(Clock.class.getName()) && clocks.contains(name))
                        || (owner.equals(UUID.class.getName()) && name.equals("randomUUID"))
                        || owner.equals(System.class.getName());
                  }))
          .because("time and identity are handed in, so that tests can hold them still")
          .check(house);
    }
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may see whom. What Maven scopes and enforcer rules cannot tell apart is told here. */
final class LayersTest {
  private static final String[] API = {
    "io.cloudtik",
    "io.cloudtik.spec..",
    "io.cloudtik.event..",
    "io.cloudtik.error..",
    "io.cloudtik.spi.."
  };
  private static final String IMPL = "io.cloudtik.impl..";
  private static final String NODE = "io.cloudtik.node..";
  private static final String PROVIDERS = "io.cloudtik.provider..";
  private static final String RUNTIMES = "io.cloudtik.runtime..";
  private static final String STORES = "io.cloudtik.store..";
  private static final String TESTKIT = "io.cloudtik.testkit..";
  private static final String SIMULATION = "io.cloudtik.simulation..";
  private static final String BENCHMARKS = "io.cloudtik.benchmark..";

  private static JavaClasses house;

  @BeforeAll
  static void read() {
    house = House.importedAll();
  }

  @Test
  void apiSeesOnlyItself() {
    noClasses()
        .that()
        .resideInAnyPackage(API)
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages(
            with(API, "java..", "org.slf4j..", "org.jspecify..", "org.immutables.value.."))
        .because("whatever the API names, every user gets on the class path")
        .check(house);
  }

  @Test
  void engineSeesNoProviderNoRuntimeAndNoNode() {
    nothingFrom(IMPL)
        .see(PROVIDERS, STORES, RUNTIMES, NODE, TESTKIT)
        .because("the engine meets providers and runtimes through ServiceLoader")
        .check(house);
  }

  @Test
  void nodeSeesNoProviderAndNoRuntime() {
    nothingFrom(NODE)
        .see(PROVIDERS, STORES, RUNTIMES, TESTKIT)
        .because("providers and runtimes reach the node as bundles")
        .check(house);
  }

  @Test
  void providersAndRuntimesSeeTheApiOnly() {
    nothingFrom(PROVIDERS)
        .see(IMPL, NODE, RUNTIMES, TESTKIT)
        .because("a provider must work with any engine of its SPI version")
        .check(house);
    nothingFrom(RUNTIMES)
        .see(IMPL, NODE, PROVIDERS, STORES, TESTKIT)
        .because("a runtime never sees a cloud, nor the engine")
        .check(house);
  }

  @Test
  void whatSeveralProvidersRestOnSeesTheApiOnly() {
    nothingFrom(STORES)
        .see(IMPL, NODE, PROVIDERS, RUNTIMES, TESTKIT)
        .because("it goes wherever a provider goes")
        .check(house);
    slices().matching("io.cloudtik.store.(*)..").should().notDependOnEachOther().check(house);
  }

  @Test
  void providersDoNotSeeEachOtherAndNeitherDoRuntimes() {
    slices().matching("io.cloudtik.provider.(*)..").should().notDependOnEachOther().check(house);
    slices().matching("io.cloudtik.runtime.(*)..").should().notDependOnEachOther().check(house);
  }

  @Test
  void testkitAndSamplesSeeWhatUsersSee() {
    nothingFrom(TESTKIT).see(IMPL, NODE, PROVIDERS, STORES, RUNTIMES).check(house);
    nothingFrom("io.cloudtik.samples..").see(IMPL, NODE, STORES, TESTKIT).check(house);
  }

  @Test
  void theProviderOfSomebodyOutsideSeesTheApiAndTheStorageInADirectory() {
    noClasses()
        .that()
        .resideInAPackage("com.acme..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.cloudtik..").and(not(resideInAnyPackage(with(API, STORES)))))
        .check(house);
  }

  @Test
  void nobodySeesTheSimulationWhichSeesNoProviderAndNoRuntime() {
    noClasses()
        .that()
        .resideOutsideOfPackage(SIMULATION)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(SIMULATION)
        .because("the engine finds it through ServiceLoader, and so does the testkit")
        .check(house);
    nothingFrom(SIMULATION).see(PROVIDERS, STORES, RUNTIMES).check(house);
  }

  @Test
  void nobodySeesTheBenchmarksWhichMaySeeAll() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BENCHMARKS)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(BENCHMARKS)
        .check(house);
  }

  @Test
  void internalPackagesAreSeenByTheirOwnModuleOnly() {
    for (String module : House.MODULES) {
      JavaClasses own = House.imported(module);
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("io.cloudtik..internal..")
                  .and(describe("are of another module", other -> !own.contain(other.getName()))))
          .check(own);
    }
  }

  @Test
  void packagesOfAModuleHaveNoCycles() {
    for (String layer : new String[] {"impl", "node", "testkit", "spi"}) {
      slices()
          .matching("io.cloudtik." + layer + ".(*)..")
          .should()
          .beFreeOfCycles()
          .allowEmptyShould(true)
          .check(house);
    }
  }

  private static String[] with(String[] packages, String... more) {
    return Stream.of(packages, more).flatMap(Stream::of).toArray(String[]::new);
  }

  private static Nothing nothingFrom(String packages) {
    return new Nothing(packages);
  }

  private record Nothing(String from) {
    ArchRule see(String... packages) {
      return noClasses()
          .that()
          .resideInAPackage(from)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(packages);
    }
  }
}

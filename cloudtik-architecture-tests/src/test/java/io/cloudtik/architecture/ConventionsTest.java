/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.have;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import io.cloudtik.error.CloudTikException;
import java.util.Optional;
import org.immutables.value.Value;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** How classes are made, so that each looks as if one hand had written them all. */
final class ConventionsTest {
  private static final DescribedPredicate<JavaClass> GENERATED =
      describe("generated", type -> type.getName().matches(".*\\.Immutable[A-Z].*"));
  private static final DescribedPredicate<JavaCodeUnit> TAKES_OPTIONAL =
      describe(
          "an Optional among its parameters",
          unit ->
              unit.getRawParameterTypes().stream().anyMatch(t -> t.isEquivalentTo(Optional.class)));

  private static JavaClasses house;
  private static JavaClasses api;

  @BeforeAll
  static void read() {
    house = House.importedAll().that(DescribedPredicate.not(GENERATED));
    api = House.imported("cloudtik-api").that(DescribedPredicate.not(GENERATED));
  }

  @Test
  void optionalIsWhatMethodsReturnAndNothingElse() {
    fields()
        .should()
        .notHaveRawType(Optional.class)
        .because("a field that may be absent says so by @Nullable")
        .check(house);
    methods()
        .should(never(TAKES_OPTIONAL))
        .because("a caller should not have to wrap what it has")
        .check(house);
    constructors().should(never(TAKES_OPTIONAL)).check(house);
  }

  @Test
  void publicTypesOfTheApiCannotBeExtendedByAccident() {
    classes()
        .that()
        .arePublic()
        .and()
        .areNotAssignableTo(Throwable.class)
        .should(
            have(
                describe(
                    "to be an interface, an enum, final, sealed or a value",
                    (JavaClass type) ->
                        type.isInterface()
                            || type.isEnum()
                            || type.getModifiers().contains(JavaModifier.FINAL)
                            || type.reflect().isSealed()
                            || type.isAnnotatedWith(Value.Immutable.class))))
        .because("what may be extended can never change")
        .check(api);
  }

  @Test
  void exceptionsHaveOneRoot() {
    classes()
        .that()
        .areAssignableTo(Throwable.class)
        // It stands for kill -9, so nobody may take it for a failure of a call.
        .and()
        .doNotHaveSimpleName("ClientStopped")
        .should()
        .beAssignableTo(CloudTikException.class)
        .because("users catch CloudTikException and ask it for its category")
        .check(house);
  }

  @Test
  void namesSayARole() {
    noClasses()
        .should()
        .haveNameMatching(".*(Impl|Manager|Utils|Util|Helper)")
        .because("such a name says nothing about what the class is for")
        .check(house);
    noMethods()
        .that()
        .arePublic()
        .and(doNotOverride())
        .should()
        .haveNameMatching("get[A-Z].*")
        .because("verbs are for actions and nouns for values")
        .check(api);
  }

  @Test
  void loggersAreAlike() {
    fields()
        .that()
        .haveRawType(Logger.class)
        .should()
        .bePrivate()
        .andShould()
        .beStatic()
        .andShould()
        .beFinal()
        .andShould()
        .haveName("logger")
        .check(house);
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.logging..", "org.apache.commons.logging..")
        .check(house);
  }

  @Test
  void nobodySleeps() {
    noClasses()
        .should()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(Thread.class, "sleep", long.class, int.class)
        .because("who waits names a condition and a deadline")
        .check(house);
  }

  @Test
  void librariesThatAreRelocatedAreKnownInOnePackageEach() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.cloudtik.impl.json..", "io.cloudtik.testkit.aws..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.fasterxml.jackson..", "com.google.gson..", "org.json..")
        .because("the published engine carries Jackson under another name, unlike the testkit")
        .check(house);
    noClasses()
        .that()
        .resideOutsideOfPackage("io.cloudtik.impl.state..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("redis.clients..", "org.apache.commons.pool2..")
        .because("the published engine carries Jedis under another name")
        .check(house);
    noClasses()
        .that()
        .resideOutsideOfPackage("io.cloudtik.impl.access.ssh..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("net.schmizz..", "com.hierynomus..")
        .because("the published engine carries sshj under another name")
        .check(house);
  }

  @Test
  void facadesOfRelocatedLibrariesDoNotShowThem() {
    noMethods()
        .that()
        .areDeclaredInClassesThat()
        .resideInAnyPackage(
            "io.cloudtik.impl.json..", "io.cloudtik.impl.state..", "io.cloudtik.impl.access..")
        .and()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .arePublic()
        .should(
            have(
                describe(
                    "a relocated type in the signature",
                    (JavaMethod method) ->
                        method.getAllInvolvedRawTypes().stream()
                            .anyMatch(
                                t ->
                                    t.getName()
                                        .matches(
                                            "(com\\.fasterxml|redis|net\\.schmizz|com\\.hierynomus)\\..*")))))
        .because("callers are compiled against it with and without relocation")
        .check(house);
  }

  private static DescribedPredicate<JavaMethod> doNotOverride() {
    return describe(
        "do not override",
        method ->
            method.getOwner().getAllRawSuperclasses().stream()
                .noneMatch(p -> p.tryGetMethod(method.getName(), types(method)).isPresent()));
  }

  private static String[] types(JavaMethod method) {
    return method.getRawParameterTypes().stream().map(JavaClass::getName).toArray(String[]::new);
  }

  private static <T extends JavaCodeUnit> ArchCondition<T> never(
      DescribedPredicate<JavaCodeUnit> predicate) {
    return ArchConditions.<T>not(have(predicate.<T>forSubtype()));
  }
}

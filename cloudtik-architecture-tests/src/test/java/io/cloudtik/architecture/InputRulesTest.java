/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.cloudtik.error.InvalidSpecException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Walks every public builder: each setter has a rule, and what the rule forbids is refused with an
 * error that says what was expected and what was found. Who adds an attribute adds its rule to
 * {@link InputRules}.
 */
@SuppressWarnings("NullAway") // null is given on purpose
class InputRulesTest {
  private static final List<String> MODULES =
      List.of(
          "cloudtik-api",
          "cloudtik-provider-local",
          "cloudtik-provider-onpremise",
          "cloudtik-runtime-spark");

  /** A builder's method that takes something. */
  record Setter(Class<?> type, Method method) {
    String rule() {
      return type.getSimpleName() + "." + method.getName();
    }

    @Override
    public String toString() {
      return rule();
    }
  }

  static Stream<Setter> setters() {
    return MODULES.stream()
        .flatMap(module -> types(House.classes(module)))
        .flatMap(InputRulesTest::setters);
  }

  private static Stream<Class<?>> types(Path classes) {
    return House.files(classes, "$Builder.class").stream()
        .map(file -> classes.relativize(file).toString().replace('/', '.'))
        .filter(name -> !name.contains("Immutable"))
        .map(name -> load(name.substring(0, name.length() - "$Builder.class".length())));
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Stream<Setter> setters(Class<?> type) {
    Class<?> builder =
        Arrays.stream(type.getDeclaredClasses())
            .filter(nested -> nested.getSimpleName().equals("Builder"))
            .findFirst()
            .orElseThrow();
    return Arrays.stream(builder.getMethods())
        .filter(method -> method.getParameterCount() > 0)
        .map(method -> new Setter(type, method));
  }

  @Test
  void everyAttributeHasARule() {
    Set<String> found =
        setters()
            .map(Setter::rule)
            .filter(rule -> !InputRules.MADE_BY_THE_LIBRARY.contains(rule.split("\\.")[0]))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(InputRules.RULES.keySet())
        .as("rules of InputRules; add one for each attribute that is new")
        .containsExactlyInAnyOrderElementsOf(found);
  }

  static Stream<Setter> settersWithRules() {
    return setters().filter(setter -> InputRules.RULES.containsKey(setter.rule()));
  }

  @ParameterizedTest
  @MethodSource("settersWithRules")
  void whatARuleForbidsIsRefusedAndTold(Setter setter) {
    for (List<Object> sample : rule(setter).bad()) {
      Throwable failure = catchThrowable(() -> build(setter, sample));
      assertThat(failure)
          .as("%s%s", setter, shortened(sample))
          .isInstanceOf(InvalidSpecException.class);
      assertThat(failure.getMessage())
          .as("%s%s", setter, shortened(sample))
          .contains("expected", "got")
          .matches("[\\P{C}\n]+")
          .hasSizeLessThan(500);
      assertThat(((InvalidSpecException) failure).problems())
          .allMatch(problem -> problem.matches("\\P{C}+"), "one line for each problem");
    }
  }

  @ParameterizedTest
  @MethodSource("settersWithRules")
  void whatARuleAllowsIsTaken(Setter setter) throws Exception {
    for (List<Object> sample : rule(setter).good()) {
      assertThat(build(setter, sample)).as("%s%s", setter, shortened(sample)).isNotNull();
    }
  }

  @ParameterizedTest
  @MethodSource("setters")
  void nothingIsNotTakenForAValue(Setter setter) {
    for (int i = 0; i < setter.method().getParameterCount(); i++) {
      if (setter.method().getParameterTypes()[i].isPrimitive()) {
        continue;
      }
      Object[] arguments =
          Arrays.stream(setter.method().getParameterTypes())
              .map(type -> type == String.class ? "a" : type == int.class ? 1 : null)
              .toArray();
      arguments[i] = null;
      assertThat(catchThrowable(() -> invoke(setter.method(), fresh(setter), arguments)))
          .as("%s with null", setter)
          .isInstanceOf(NullPointerException.class)
          .hasMessageMatching("[A-Za-z]+( (element|key|value))?.*");
    }
  }

  private static InputRule rule(Setter setter) {
    return Objects.requireNonNull(InputRules.RULES.get(setter.rule()));
  }

  private static Object build(Setter setter, List<Object> sample) throws Exception {
    Object builder = fresh(setter);
    invoke(setter.method(), builder, sample.toArray());
    return invoke(setter.method().getDeclaringClass().getMethod("build"), builder);
  }

  private static Object fresh(Setter setter) throws Exception {
    Supplier<Object> known = InputRules.BUILDERS.get(setter.type().getSimpleName());
    return known == null ? invoke(setter.type().getMethod("builder"), null) : known.get();
  }

  private static Object invoke(Method method, Object target, Object... arguments) throws Exception {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw (Exception) e.getCause();
    }
  }

  private static String shortened(List<Object> sample) {
    String text = sample.toString();
    return text.length() < 100 ? text : text.substring(0, 100) + "...";
  }
}

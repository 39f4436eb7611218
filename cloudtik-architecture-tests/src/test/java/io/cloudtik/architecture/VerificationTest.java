/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Keeps {@code docs/verification.md} honest. Each row of its tables is promise, tests, command;
 * tests are {@code `Name`} or {@code `Name#method`}, and commands stand in backticks too.
 */
final class VerificationTest {
  private static final Pattern TEST = Pattern.compile("([A-Z]\\w+)(?:#(\\w+))?");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern MODULE = Pattern.compile("-pl (\\S+)");
  private static final Pattern CHOSEN = Pattern.compile("-D(?:it\\.)?test=(\\S+)");

  @Test
  void everyRowNamesATestAndACommand() {
    assertThat(rows())
        .hasSizeGreaterThan(5)
        .allSatisfy(
            row -> {
              assertThat(row).as(String.join(" | ", row)).hasSize(3);
              assertThat(codes(row.get(1))).as("tests of: " + row.get(0)).isNotEmpty();
              assertThat(codes(row.get(2))).as("command of: " + row.get(0)).isNotEmpty();
            });
  }

  @Test
  void everyNamedTestExists() {
    assertThat(rows().stream().flatMap(row -> codes(row.get(1))))
        .isNotEmpty()
        .allSatisfy(VerificationTest::assertTestExists);
  }

  @Test
  void everyNamedCommandExists() {
    assertThat(rows().stream().flatMap(row -> codes(row.get(2))))
        .isNotEmpty()
        .allSatisfy(
            command -> {
              Path program = House.root().resolve(command.replaceFirst(" .*", ""));
              assertThat(program).as(command).isExecutable();
              list(command, MODULE)
                  .forEach(module -> assertThat(House.root().resolve(module)).isDirectory());
              list(command, CHOSEN).forEach(VerificationTest::assertTestExists);
            });
  }

  private static void assertTestExists(String named) {
    MatchResult name = TEST.matcher(named).results().findFirst().orElseThrow();
    assertThat(named).as("a test as `Name` or `Name#method`").matches(TEST);
    Optional<Path> source = source(name.group(1));
    assertThat(source).as("source of " + named).isPresent();
    if (name.group(2) != null) {
      assertThat(House.read(source.orElseThrow())).as(named).contains(" " + name.group(2) + "(");
    }
  }

  private static Optional<Path> source(String test) {
    Stream<String> modules = Stream.concat(House.MODULES.stream(), House.TEST_MODULES.stream());
    return Stream.concat(
            modules.flatMap(m -> Stream.of(m + "/src/test/java", m + "/src/main/java")),
            Stream.of("embedded"))
        .flatMap(folder -> House.files(House.root().resolve(folder), ".java").stream())
        .filter(file -> file.endsWith(test + ".java"))
        .findFirst();
  }

  private static Stream<String> list(String command, Pattern option) {
    return option
        .matcher(command)
        .results()
        .flatMap(found -> Stream.of(found.group(1).split(",")))
        .filter(value -> !value.startsWith("'") && !value.startsWith("!"));
  }

  private static Stream<String> codes(String cell) {
    return CODE.matcher(cell).results().map(found -> found.group(1));
  }

  @Test
  void everyMutationNamesTheTestThatFailed() {
    assertThat(mutations())
        .allSatisfy(
            row -> {
              assertThat(row).as(String.join(" | ", row)).hasSize(3);
              assertThat(codes(row.get(2))).as("tests of: " + row.get(0)).isNotEmpty();
            });
    assertThat(mutations().stream().flatMap(row -> codes(row.get(2))))
        .allSatisfy(VerificationTest::assertTestExists);
  }

  private static List<List<String>> rows() {
    return cells(lines().filter(line -> !line.contains("| Command |")), false);
  }

  private static List<List<String>> mutations() {
    return cells(lines().filter(line -> !line.contains("| Removed |")), true);
  }

  /** The cells of all table rows but the lines below their heads. */
  private static List<List<String>> cells(Stream<String> lines, boolean ofMutations) {
    AtomicBoolean inMutations = new AtomicBoolean();
    return lines
        .peek(
            line -> {
              if (line.startsWith("## ")) {
                inMutations.set(line.equals("## Mutations"));
              }
            })
        .filter(line -> inMutations.get() == ofMutations)
        .filter(line -> line.startsWith("|") && !line.matches("\\|[-| :]+"))
        .map(line -> line.substring(1, line.lastIndexOf('|')))
        .map(line -> Stream.of(line.split("\\|")).map(String::strip).toList())
        .toList();
  }

  private static Stream<String> lines() {
    Path document = House.root().resolve("docs/verification.md");
    assertThat(Files.exists(document)).isTrue();
    return House.read(document).lines();
  }
}

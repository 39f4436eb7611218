/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What only the sources tell. */
final class SourcesTest {
  @Test
  void everyPackageSaysWhatItIsForAndIsNullMarked() {
    TreeSet<Path> packages = new TreeSet<>();
    sources("src/main/java").forEach(file -> packages.add(file.getParent()));
    assertThat(packages).isNotEmpty();
    assertThat(packages)
        .allSatisfy(
            folder -> {
              Path info = folder.resolve("package-info.java");
              assertThat(info).exists();
              assertThat(House.read(info)).contains("/**").contains("@NullMarked");
            });
  }

  @Test
  void everyFileNamesItsLicence() {
    List<Path> all = new ArrayList<>(sources("src/main/java"));
    all.addAll(sources("src/test/java"));
    assertThat(all)
        .hasSizeGreaterThan(10)
        .allSatisfy(
            file ->
                assertThat(House.read(file))
                    .as(file.toString())
                    .startsWith("/*\n * Copyright 2026 The CloudTik for Java authors\n")
                    .contains("SPDX-License-Identifier: Apache-2.0"));
  }

  @Test
  void testsDoNotSleep() {
    assertThat(sources("src/test/java"))
        .filteredOn(file -> !file.endsWith("SourcesTest.java"))
        .allSatisfy(
            file ->
                assertThat(House.read(file)).as(file.toString()).doesNotContain("Thread.sleep"));
  }

  @Test
  void noTestClassIsForgottenByItsName() {
    assertThat(sources("src/test/java"))
        .filteredOn(file -> House.read(file).contains("@Test\n"))
        .isNotEmpty()
        .allSatisfy(
            file ->
                assertThat(file.getFileName().toString())
                    .as("surefire runs *Test, failsafe runs *IT")
                    .matches(".+(Test|IT)\\.java"));
  }

  private static List<Path> sources(String root) {
    List<Path> all = new ArrayList<>();
    for (String module : House.MODULES) {
      all.addAll(House.files(House.root().resolve(module).resolve(root), ".java"));
    }
    if (root.contains("test")) {
      for (String module : House.TEST_MODULES) {
        Path tests = House.root().resolve(module).resolve(root);
        assertThat(Files.isDirectory(tests)).isTrue();
        all.addAll(House.files(tests, ".java"));
      }
    }
    return all;
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a real Python that looks in one directory more and counts how often it is asked. */
class InstalledPysparkTest {
  @TempDir Path directory;
  private Path packages;
  private Path program;

  @BeforeEach
  void makePython() throws IOException {
    assumeTrue(
        new Python(Python.DEFAULT).find(System.getenv("PATH")).isPresent(),
        "NOT TESTED: there is no python3 here");
    packages = Files.createDirectories(directory.resolve("packages"));
    program = directory.resolve("python");
    Files.writeString(
        program,
        """
        #!/bin/sh
        echo asked >>'%s'
        PYTHONPATH='%s' exec python3 "$@"
        """
            .formatted(directory.resolve("asked"), packages));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }

  private Optional<Path> place(String version) throws InterruptedException {
    InstalledPyspark installed =
        new InstalledPyspark(new Python(program.toString()), version, directory.resolve("cache"));
    installed.look();
    return installed.place();
  }

  private int asked() throws IOException {
    return Files.readAllLines(directory.resolve("asked")).size();
  }

  private void install(String version) throws IOException {
    Files.createDirectories(packages.resolve("pyspark/python/lib"));
    Files.writeString(packages.resolve("pyspark/__init__.py"), "");
    Path facts = Files.createDirectories(packages.resolve("pyspark-" + version + ".dist-info"));
    Files.writeString(
        facts.resolve("METADATA"),
        "Metadata-Version: 2.1\nName: pyspark\nVersion: " + version + "\n");
    // Whoever installs a moment after the look, in the same tick of the file system's clock.
    Files.setLastModifiedTime(packages, FileTime.fromMillis(System.currentTimeMillis() + 5_000));
  }

  @Test
  void whereNothingIsInstalledPythonIsAskedOnce() throws Exception {
    Files.createDirectories(directory.resolve("cache"));

    assertThat(place("0.0.1")).isEmpty();
    assertThat(place("0.0.1")).isEmpty();

    assertThat(asked()).isEqualTo(1);
  }

  @Test
  void whatIsInstalledLaterIsFound() throws Exception {
    Files.createDirectories(directory.resolve("cache"));
    assertThat(place("0.0.1")).isEmpty();

    install("0.0.1");

    assertThat(place("0.0.1")).contains(packages.resolve("pyspark/python/lib"));
    assertThat(place("0.0.1")).contains(packages.resolve("pyspark/python/lib"));
    assertThat(asked()).isEqualTo(2);
    assertThat(place("0.0.2")).isEmpty();
  }

  @Test
  void aPythonThatFailsHasNothingAndIsAskedAgain() throws Exception {
    Files.createDirectories(directory.resolve("cache"));
    Files.writeString(
        program, "#!/bin/sh\necho asked >>'%s'\nexit 1\n".formatted(directory.resolve("asked")));

    assertThat(place("0.0.1")).isEmpty();
    assertThat(place("0.0.1")).isEmpty();

    assertThat(asked()).isEqualTo(2);
  }
}

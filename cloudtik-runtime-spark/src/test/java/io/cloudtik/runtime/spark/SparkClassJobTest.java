/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.spec.JobSpec;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

class SparkClassJobTest {
  private static final String NAME = SparkClassJobTest.class.getName();
  private static final String FILE = NAME.replace('.', '/') + ".class";

  @TempDir Path folder;

  @Test
  void aClassOfAFolderGoesAsAJarOfThatFolder() throws IOException {
    JobSpec job = SparkJob.main(SparkClassJobTest.class).toJobSpec();
    assertThat(job.name()).isEqualTo("SparkClassJobTest");
    assertThat(job.options()).containsEntry("mainClass", NAME);
    assertThat(entries(file(job, job.options().getOrDefault("jar", ""))))
        .contains(FILE, NAME.replace('.', '/') + "$Defining.class");
  }

  @Test
  void theSameClassesAreTheSameJob() {
    SparkJob job = SparkJob.main(SparkClassJobTest.class);
    assertThat(SparkJob.main(SparkClassJobTest.class)).isEqualTo(job);
    assertThat(job.jarsOf(SparkJobTest.class)).isEqualTo(job);
  }

  @Test
  void aClassOfAJarGoesWithThatJar() throws IOException {
    JobSpec job = SparkJob.main(Assertions.class).jarsOf(Logger.class, Logger.class).toJobSpec();
    assertThat(file(job, "Assertions.jar").getFileName().toString()).startsWith("assertj-core-");
    assertThat(JobLibraries.of(job.options(), SparkJob.MORE_JARS))
        .singleElement()
        .satisfies(name -> assertThat(name).startsWith("lib/slf4j-api-"))
        .satisfies(name -> assertThat(job.files()).containsKey(name));
  }

  @Test
  void jarsOfOneNameKeepApart() {
    JobSpec job =
        SparkJob.sql("SELECT 1").jars(Path.of("/a/x.jar"), Path.of("/b/x.jar")).toJobSpec();
    assertThat(job.files())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("lib/x.jar", Path.of("/a/x.jar"), "lib/2/x.jar", Path.of("/b/x.jar")));
    assertThat(JobLibraries.of(job.options(), SparkJob.MORE_JARS))
        .containsExactly("lib/x.jar", "lib/2/x.jar");
  }

  @Test
  void classesOfASpringBootJarArePackedAnew() throws Exception {
    Path app = bootJar();
    for (String location :
        List.of("jar:file:%s!/BOOT-INF/classes!/", "jar:nested:%s/!BOOT-INF/classes/!/")) {
      JobSpec job =
          SparkJob.main(definedAt(location.formatted(app.toUri().getRawPath()))).toJobSpec();
      assertThat(entries(file(job, "SparkClassJobTest.jar"))).containsExactly(FILE);
    }
  }

  @Test
  void aJarInsideOfASpringBootJarIsTakenOut() throws Exception {
    Path app = bootJar();
    for (String location :
        List.of("jar:file:%s!/BOOT-INF/lib/a.jar!/", "jar:nested:%s/!BOOT-INF/lib/a.jar!/")) {
      JobSpec job =
          SparkJob.main(definedAt(location.formatted(app.toUri().getRawPath()))).toJobSpec();
      assertThat(job.files().get("SparkClassJobTest.jar")).hasContent("a jar");
    }
  }

  @Test
  void aClassFromNoFileIsRefusedWithWhatToDo() throws Exception {
    assertThatThrownBy(() -> SparkJob.main(definedAt(null)))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining(NAME)
        .hasMessageContaining("it was made while this program runs")
        .hasMessageContaining("SparkJob.jar(jar).mainClass(name)");
    assertThatThrownBy(() -> SparkJob.main(definedAt("https://example.org/x.jar")))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining("no jar or folder of this computer");
    assertThatThrownBy(() -> SparkJob.main(String.class)).isInstanceOf(InvalidSpecException.class);
  }

  @Test
  void theClassPathGoesWithoutSparkAndWithoutUs() {
    List<String> names =
        JobLibraries.of(
            SparkJob.main(Assertions.class).classPath().toJobSpec().options(), SparkJob.MORE_JARS);
    assertThat(System.getProperty("java.class.path")).contains("spark-core_2.13");
    assertThat(names)
        .anyMatch(name -> name.startsWith("lib/junit-jupiter-api-"))
        .noneMatch(name -> name.contains("spark-core") || name.contains("scala-library"));
    assertThat(UserClassPath.comesWithSpark("cloudtik-api-0.1.0.jar")).isTrue();
    assertThat(UserClassPath.comesWithSpark("json4s-core_2.13-4.0.7.jar")).isTrue();
    assertThat(UserClassPath.comesWithSpark("etl_2.13-1.0.jar")).isFalse();
  }

  private static Path file(JobSpec job, String name) {
    return Optional.ofNullable(job.files().get(name)).orElseThrow();
  }

  private Path bootJar() throws IOException {
    Path app = folder.resolve("my app.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(app))) {
      zip.putNextEntry(new ZipEntry("BOOT-INF/classes/" + FILE));
      zip.write(bytes());
      zip.putNextEntry(new ZipEntry("BOOT-INF/lib/a.jar"));
      zip.write("a jar".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    return app;
  }

  private static byte[] bytes() throws IOException {
    try (InputStream in = SparkClassJobTest.class.getResourceAsStream("/" + FILE)) {
      return in.readAllBytes();
    }
  }

  private static Class<?> definedAt(@Nullable String location) throws IOException {
    return new Defining().define(location, bytes());
  }

  private static List<String> entries(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.stream().<String>map(ZipEntry::getName).toList();
    }
  }

  /** Makes classes as class loaders of others do. */
  private static final class Defining extends ClassLoader {
    Class<?> define(@Nullable String location, byte[] bytes) throws IOException {
      if (location == null) {
        return defineClass(NAME, bytes, 0, bytes.length);
      }
      CodeSource source =
          new CodeSource(new URL(null, location, new Unopened()), (Certificate[]) null);
      return defineClass(NAME, bytes, 0, bytes.length, new ProtectionDomain(source, null));
    }
  }

  private static final class Unopened extends URLStreamHandler {
    @Override
    protected URLConnection openConnection(URL address) throws IOException {
      throw new IOException("not to be opened");
    }
  }
}

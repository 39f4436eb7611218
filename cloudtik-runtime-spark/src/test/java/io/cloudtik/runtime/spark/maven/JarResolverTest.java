/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Resolves from a repository of two artifacts in a directory, which a mirror stands for. */
class JarResolverTest {
  private static final ResolveListener QUIET =
      new ResolveListener() {
        @Override
        public void collecting() {}

        @Override
        public void fetching(int done, int total, long bytes) {}
      };

  @TempDir Path folder;
  private Path remote;
  private Path settings;

  @BeforeEach
  void makeRepository() throws IOException {
    remote = folder.resolve("remote");
    settings = folder.resolve("home/settings.xml");
    Files.createDirectories(settings.getParent());
    publish("lib", "1.0", "");
    publish("app", "1.0", dependency("lib", "1.0"));
    publish("app", "2.0-preview1", dependency("lib", "1.0"));
    publish(
        remote.resolve("t/app/maven-metadata.xml"),
        """
        <metadata><groupId>t</groupId><artifactId>app</artifactId><versioning><versions>
        <version>1.0</version><version>2.0-preview1</version></versions></versioning></metadata>
        """);
    write(mirror(remote));
  }

  private void publish(String artifact, String version, String dependencies) throws IOException {
    Path directory = remote.resolve("t/" + artifact + "/" + version);
    Files.createDirectories(directory);
    String name = artifact + "-" + version;
    publish(directory.resolve(name + ".jar"), name);
    publish(
        directory.resolve(name + ".pom"),
        """
        <project><modelVersion>4.0.0</modelVersion><groupId>t</groupId>
        <artifactId>%s</artifactId><version>%s</version>%s</project>
        """
            .formatted(artifact, version, dependencies));
  }

  private static void publish(Path file, String content) throws IOException {
    Files.writeString(file, content);
    try {
      byte[] sum = MessageDigest.getInstance("SHA-1").digest(Files.readAllBytes(file));
      Files.writeString(Path.of(file + ".sha1"), HexFormat.of().formatHex(sum));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String dependency(String artifact, String version) {
    return """
        <dependencies><dependency><groupId>t</groupId><artifactId>%s</artifactId>
        <version>%s</version></dependency></dependencies>
        """
        .formatted(artifact, version);
  }

  private static String mirror(Path target) {
    return "<mirrors><mirror><id>near</id><mirrorOf>*</mirrorOf><url>%s</url></mirror></mirrors>"
        .formatted(target.toUri());
  }

  private void write(String inside) throws IOException {
    Files.writeString(settings, "<settings>" + inside + "</settings>");
  }

  private JarRequest request(String version, boolean offline) {
    return new JarRequest(
        List.of("t:app:" + version), List.of(), List.of(), null, offline, null, settings, null);
  }

  private List<Path> resolve(JarRequest request) {
    try (JarResolver resolver = new JarResolver()) {
      return resolver.resolve(request, QUIET);
    }
  }

  @Test
  void theClosureComesThroughTheMirrorIntoTheLocalRepositoryBesideTheSettings() {
    Path local = settings.resolveSibling("repository");
    assertThat(resolve(request("1.0", false)))
        .containsExactly(
            local.resolve("t/app/1.0/app-1.0.jar"), local.resolve("t/lib/1.0/lib-1.0.jar"))
        .allSatisfy(jar -> assertThat(jar).exists());
  }

  @Test
  void theLocalRepositoryOfTheSettingsIsHonoured() throws IOException {
    Path local = folder.resolve("elsewhere");
    write("<localRepository>" + local + "</localRepository>" + mirror(remote));
    assertThat(resolve(request("1.0", false))).allSatisfy(jar -> assertThat(jar).startsWith(local));
  }

  @Test
  void repositoriesOfActiveProfilesAreAsked() throws IOException {
    write(
        """
        <profiles><profile><id>p</id><repositories><repository><id>ours</id><url>%s</url>
        </repository></repositories></profile></profiles>
        <activeProfiles><activeProfile>p</activeProfile></activeProfiles>
        <mirrors><mirror><id>none</id><mirrorOf>central</mirrorOf><url>%s</url></mirror></mirrors>
        """
            .formatted(remote.toUri(), folder.resolve("empty").toUri()));
    assertThat(resolve(request("1.0", false))).hasSize(2);
  }

  @Test
  void offlineWorksWithWhatWasFetchedBefore() throws IOException {
    resolve(request("1.0", false));
    assertThat(resolve(request("1.0", true))).hasSize(2);
    write("<offline>true</offline>" + mirror(remote));
    assertThat(resolve(request("1.0", false))).hasSize(2);
  }

  @Test
  void offlineWithoutTheJarsSaysSo() {
    assertUnresolved(
        request("1.0", true),
        "t:app:1.0 cannot be resolved",
        "offline: no remote repository was asked",
        "local repository " + settings.resolveSibling("repository"),
        "allow Maven to go online");
  }

  @Test
  void aVersionThatDoesNotExistIsToldWithThoseThatDo() {
    assertUnresolved(
        request("9.9", false),
        "t:app:9.9 cannot be resolved: it was not found",
        "asked near (" + remote.toUri() + "), the mirror of central",
        "versions that can be had: 1.0; choose another version");
  }

  @Test
  void aJarOfTheClosureThatIsMissingIsNamed() throws IOException {
    Files.delete(remote.resolve("t/lib/1.0/lib-1.0.jar"));
    assertUnresolved(request("1.0", false), "t:lib:1.0 cannot be resolved: it was not found");
  }

  @Test
  void settingsThatCannotBeReadAreNamed() throws IOException {
    Files.writeString(settings, "<settings><mirrors>");
    assertUnresolved(request("1.0", false), "the Maven settings cannot be read", "settings.xml");
  }

  @Test
  void managedVersionsWinWhereverTheyAreMet() throws IOException {
    publish("lib", "0.9", "");
    publish(
        "build",
        "1.0",
        "<dependencyManagement>" + dependency("lib", "0.9") + "</dependencyManagement>");
    JarRequest aligned =
        new JarRequest(
            List.of("t:app:1.0"), List.of(), List.of(), "t:build:1.0", false, null, settings, null);
    assertThat(resolve(aligned))
        .hasSize(2)
        .anySatisfy(jar -> assertThat(jar).endsWithRaw(Path.of("lib-0.9.jar")));
  }

  @Test
  void whatIsNotWantedIsLeftOutAndSomeRootsComeAlone() throws IOException {
    JarRequest without =
        new JarRequest(
            List.of("t:app:1.0"), List.of(), List.of("t:lib"), null, false, null, settings, null);
    JarRequest alone =
        new JarRequest(
            List.of(), List.of("t:app:1.0"), List.of(), null, false, null, settings, null);

    for (JarRequest request : List.of(without, alone)) {
      assertThat(resolve(request))
          .singleElement()
          .satisfies(jar -> assertThat(jar).endsWithRaw(Path.of("app-1.0.jar")));
    }
  }

  @Test
  void progressCountsUpToAllJars() {
    List<String> seen = new ArrayList<>();
    try (JarResolver resolver = new JarResolver()) {
      resolver.resolve(
          request("1.0", false),
          new ResolveListener() {
            @Override
            public void collecting() {
              seen.add("collecting");
            }

            @Override
            public void fetching(int done, int total, long bytes) {
              seen.add(done + "/" + total);
            }
          });
    }
    assertThat(seen).containsExactly("collecting", "0/2", "1/2", "2/2");
  }

  private void assertUnresolved(JarRequest request, String... messages) {
    assertThatThrownBy(() -> resolve(request))
        .isInstanceOfSatisfying(
            CloudTikException.class,
            e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.ARTIFACT_UNRESOLVED))
        .hasMessageContainingAll(messages);
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bundle.Bundles;
import io.cloudtik.impl.bundle.ClassArchive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of the node's classes, made of the real bundle by a real rehearsal. */
final class ClassArchiveIT {
  @TempDir private Path directory;

  @Test
  void classesOfNodesComeFromAnArchiveThatIsMadeOnceAndFitsEveryLinkOfItsJar() throws Exception {
    Path jar = Bundles.materialize(Bundles.find("node"), directory.resolve("cache"));

    ClassArchive.make(jar);

    assertThat(ClassArchive.of(jar)).as("the rehearsal of a head went well").exists();
    try (Stream<Path> files = Files.list(directory.resolve("cache"))) {
      assertThat(files).as("no draft is left").hasSize(2);
    }
    Path link = directory.resolve("node/bundle/node.jar");
    assertThat(LocalFiles.link(jar, link)).isTrue();
    assertThat(LocalFiles.link(ClassArchive.of(jar), ClassArchive.of(link))).isTrue();
    assertThat(sourceOf("io.cloudtik.node.setup.SetupMain", link)).contains("shared objects file");
    assertThat(sourceOf("io.cloudtik.impl.json.Json", link)).contains("shared objects file");
    String begin = classesOf("io.cloudtik.node.NodeMain", link);
    for (String type : List.of("NodeMain", "NodeLock", "heartbeat.FirstHeartbeat")) {
      assertThat(begin).containsPattern("io.cloudtik.node." + type + " source: shared objects");
    }
    assertThat(begin).as("nothing is taken from the jar").doesNotContain("source: file:");
  }

  private String sourceOf(String type, Path jar) throws IOException {
    String classes = classesOf("io.cloudtik.node.setup.SetupMain", jar);
    return classes.lines().filter(line -> line.contains(type + " ")).findFirst().orElse(classes);
  }

  /** Returns where a JVM that fails at once for want of a node took its classes from. */
  private String classesOf(String main, Path jar) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ClassArchive.flags(jar));
    command.addAll(List.of("-Xlog:class+load", "-cp", jar.toString()));
    command.addAll(List.of(main, directory + "/none"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}

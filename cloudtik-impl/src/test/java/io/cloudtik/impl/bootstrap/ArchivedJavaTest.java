/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.impl.access.LocalProcessAccess;
import io.cloudtik.impl.bundle.ContentHash;
import io.cloudtik.spec.DataSize;
import io.cloudtik.spi.provider.NodeShape;
import io.cloudtik.spi.provider.ProcessAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives as users give them; what is in them only looks like a Java. */
class ArchivedJavaTest {
  private static final String HERE = System.getProperty("os.arch");

  @TempDir Path directory;
  private LocalProcessAccess access;

  @BeforeEach
  void openAMachine() {
    access =
        new LocalProcessAccess(
            ProcessAddress.builder()
                .host("127.0.0.1")
                .directory(directory.resolve("a b ü"))
                .build());
  }

  @Test
  void itIsThereWholeAndIsNeitherSentNorUnpackedAgain() throws Exception {
    Path archive = archive("17.0.9", HERE, "exit 0");
    JavaSource source = new JavaSource(ContentHash.of(archive), archive, null);

    Path home = place(source, true);

    assertThat(home.resolve("bin/java")).isExecutable();
    assertThat(new NodeLayout(access.root()).javaArchive(source.sha256())).exists();
    Files.delete(archive);
    assertThat(place(source, true)).isEqualTo(home);
  }

  @Test
  void aWorkerKeepsNoArchive() throws Exception {
    Path archive = archive("21", HERE, "exit 0");

    place(new JavaSource(ContentHash.of(archive), archive, null), false);

    assertThat(left()).containsExactly(ContentHash.of(archive));
  }

  @Test
  void theMachineFetchesIt() throws Exception {
    Path archive = archive("17.0.9", HERE, "exit 0");
    byte[] bytes = Files.readAllBytes(archive);
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/jre.tar.gz",
        exchange -> {
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    try {
      String at = "http://127.0.0.1:" + server.getAddress().getPort();
      URI uri = URI.create(at + "/jre.tar.gz");

      assertThatThrownBy(() -> place(new JavaSource("0".repeat(64), null, uri), true))
          .hasMessageContainingAll(
              "exit code 5", uri.toString(), "0".repeat(64), ContentHash.of(archive));
      assertThatThrownBy(
              () -> place(new JavaSource("0".repeat(64), null, URI.create(at + "/none")), true))
          .hasMessageContainingAll("exit code 4", "did not fetch " + at + "/none");
      assertThat(left()).isEmpty();

      Path home = place(new JavaSource(ContentHash.of(archive), null, uri), true);
      assertThat(home.resolve("bin/java")).isExecutable();
      assertThat(left()).containsExactly(home.getFileName().toString());
    } finally {
      server.stop(0);
    }
  }

  @Test
  void whatCannotBeUsedIsRefusedByNameAndLeavesNothing() throws Exception {
    String other = HERE.equals("aarch64") ? "x86_64" : "aarch64";
    Path text = Files.writeString(directory.resolve("text.tar.gz"), "no archive");
    Path cut = directory.resolve("cut.tar.gz");
    byte[] whole = Files.readAllBytes(archive("17", HERE, "exit 0"));
    Files.write(cut, java.util.Arrays.copyOf(whole, whole.length / 2));

    assertRefused(text, "exit code 6", "no archive that tar reads");
    assertRefused(cut, "exit code 6");
    assertRefused(archive("17", other, "exit 0"), "exit code 8", "it is for Linux/" + other);
    assertRefused(archive("17", HERE, "echo no libc >&2; exit 3"), "exit code 9", "no libc");
    assertRefused(archive("11.0.2", HERE, "exit 0"), "exit code 10", "it is version 11.0.2");
    assertRefused(archive("", HERE, "exit 0"), "exit code 7", "no bin/java and release");
  }

  private void assertRefused(Path archive, String... words) {
    assertThatThrownBy(() -> place(new JavaSource(ContentHash.of(archive), archive, null), false))
        .isInstanceOf(CloudTikException.class)
        .hasMessageContaining(archive.toString())
        .hasMessageContaining("expected a Java 17 or newer")
        .hasMessageContainingAll(words);
    assertThat(left()).allMatch(name -> name.endsWith(NodeLayout.ARCHIVE));
  }

  private Path place(JavaSource source, boolean head) {
    return ArchivedJava.place(config(head), access, access.facts(), source, 17);
  }

  private static NodeConfig config(boolean head) {
    String name = head ? NodeConfig.HEAD : "workers";
    NodeShape shape =
        NodeShape.builder().instanceType("any").cpus(1).memory(DataSize.gib(1)).build();
    return new NodeConfig(
        1, "w", "p", Map.of(), "c", "u", name, name, "h", false, true, shape, Map.of(), List.of(),
        "", Map.of());
  }

  private List<String> left() {
    try (Stream<Path> all = Files.list(new NodeLayout(access.root()).javas())) {
      return all.map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Packs a tree as those who publish Java do; without a version there is no release in it. */
  private Path archive(String version, String architecture, String program) throws Exception {
    Path tree = Files.createTempDirectory(directory, "tree");
    Path java = Files.createDirectories(tree.resolve("jdk-" + version + "/bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\n" + program + "\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    if (!version.isEmpty()) {
      Files.writeString(
          java.resolve("../../release").normalize(),
          "JAVA_VERSION=\"%s\"\nOS_NAME=\"Linux\"\nOS_ARCH=\"%s\"\n"
              .formatted(version, architecture));
    }
    Path archive = tree.resolve("java " + version + ".tar.gz");
    Process tar =
        new ProcessBuilder("tar", "-czf", archive.toString(), "jdk-" + version)
            .directory(tree.toFile())
            .inheritIO()
            .start();
    assertThat(tar.waitFor()).isZero();
    return archive;
  }
}

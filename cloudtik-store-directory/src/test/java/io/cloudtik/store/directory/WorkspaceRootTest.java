/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.store.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.ProviderException;
import io.cloudtik.spi.provider.ResourceState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceRootTest {
  @TempDir private Path home;
  @TempDir private Path outside;

  private DirectoryPlace place() {
    return new DirectoryPlace("test", home, Path.of("local", "analytics"), "choose another");
  }

  private WorkspaceRoot root() {
    return new WorkspaceRoot(place());
  }

  private DirectoryResource directory(String name) {
    return new DirectoryResource(place(), root(), place().root().resolve(name), () -> {});
  }

  @Test
  void whatIsMadeIsForItsOwnerOnly() throws IOException {
    root().create();
    directory("store").create();

    for (Path path :
        new Path[] {place().parent(), place().root(), place().root().resolve("store")}) {
      assertThat(mode(path)).isEqualTo("rwx------");
    }
  }

  @Test
  void aWorkspaceThatWasOpenedToOthersIsMended() throws IOException {
    root().create();
    chmod(place().root(), "rwxrwxrwx");
    assertThat(root().observe().state()).isEqualTo(ResourceState.DRIFTED);

    root().create();

    assertThat(mode(place().root())).isEqualTo("rwx------");
    assertThat(root().observe().state()).isEqualTo(ResourceState.PRESENT);
  }

  @Test
  void aHomeThatOthersCanWriteToIsRefused() throws IOException {
    chmod(home, "rwxrwxrwx");
    assertDenied(() -> root().create(), "chmod go-w");

    chmod(home, "rwx------");
    root().create();
    chmod(place().parent(), "rwxrwx---");
    assertDenied(() -> root().requireUsable(), "chmod go-w");
  }

  @Test
  void whoeverMakesItAtTheSameTimeFindsItMade() throws Exception {
    for (int round = 0; round < 20; round++) {
      try (Stream<Integer> clients = Stream.of(1, 2, 3, 4).parallel()) {
        clients.forEach(client -> root().create());
      }
      assertThat(root().observe().state()).isEqualTo(ResourceState.PRESENT);
      assertThat(place().root()).isDirectoryNotContaining("glob:**~");
      root().delete();
    }
  }

  @Test
  void aDirectoryOfTheUserIsNeitherTakenNorDeleted() throws IOException {
    Files.createDirectories(place().root());
    Path precious = Files.writeString(place().root().resolve("precious"), "x");

    assertDenied(() -> root().create(), "not a workspace");
    assertDenied(() -> root().delete(), "not a workspace");
    assertDenied(() -> directory("store").delete(), "not a workspace");
    assertThat(precious).exists();
  }

  @Test
  void deletingStopsAtSymbolicLinks() throws IOException {
    root().create();
    Path precious = Files.writeString(outside.resolve("precious"), "x");
    Files.createSymbolicLink(place().root().resolve("stray"), outside);
    Files.createSymbolicLink(place().root().resolve("data"), outside);

    DirectoryResource data = directory("data");
    assertThat(data.observe().state()).isEqualTo(ResourceState.DRIFTED);
    data.delete();
    root().delete();

    assertThat(place().root()).doesNotExist();
    assertThat(precious).exists();
  }

  @Test
  void aWorkspaceOfANewerFormatIsLeftAlone() throws IOException {
    root().create();
    Files.writeString(place().format(), "format=2\n");

    assertThatThrownBy(() -> root().observe())
        .asInstanceOf(type(ProviderException.class))
        .satisfies(e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.PROTOCOL_MISMATCH))
        .satisfies(e -> assertThat(e).hasMessageContaining("'2'").hasMessageContaining("'1'"));
  }

  @Test
  void directoriesThatNobodyMayWriteToAreDeletedToo() throws IOException {
    Path closed = Files.createDirectories(outside.resolve("a/b"));
    Files.writeString(closed.resolve("c"), "x");
    chmod(closed, "r-xr-xr-x");

    Trees.delete(outside.resolve("a"));

    assertThat(outside.resolve("a")).doesNotExist();
  }

  private static void assertDenied(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .asInstanceOf(type(ProviderException.class))
        .satisfies(e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.PERMISSION_DENIED))
        .satisfies(e -> assertThat(e).hasMessageContaining(message));
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static void chmod(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }
}

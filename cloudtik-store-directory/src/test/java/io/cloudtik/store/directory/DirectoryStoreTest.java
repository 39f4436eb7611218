/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.store.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.spi.store.WorkspaceStore;
import io.cloudtik.spi.store.WriteCondition;
import io.cloudtik.testkit.FakeClock;
import io.cloudtik.testkit.WorkspaceStoreContractTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryStoreTest extends WorkspaceStoreContractTest {
  @TempDir private Path root;

  @Override
  protected WorkspaceStore open(Clock clock) {
    return new DirectoryStore(root, clock);
  }

  private WorkspaceStore store() {
    return open(Clock.systemUTC());
  }

  private Path file(String key) {
    return root.resolve("documents").resolve(key);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 70, -1})
  void aFileCutOffIsCorruptAndSaysWhichAndWhatToDo(int length) throws IOException {
    store().write("lives/1/secrets", "hush hush", WriteCondition.always(), null);
    byte[] content = Files.readAllBytes(file("lives/1/secrets"));
    int end = length < 0 ? content.length - 1 : length;
    Files.write(file("lives/1/secrets"), java.util.Arrays.copyOf(content, end));

    assertThatThrownBy(() -> store().read("lives/1/secrets"))
        .asInstanceOf(type(CloudTikException.class))
        .satisfies(e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.STORE_CORRUPT))
        .satisfies(
            e ->
                assertThat(e)
                    .hasMessageContaining(file("lives/1/secrets").toString())
                    .hasMessageContaining("move it away")
                    .message()
                    .doesNotContain("hush"));
    assertThat(store().list("lives/")).containsExactly("lives/1/secrets");
  }

  @Test
  void aChangedCharacterIsCorruptAndAnUnconditionalWriteMendsIt() throws IOException {
    store().write("record", "workers=2", WriteCondition.always(), null);
    String content = Files.readString(file("record"));
    Files.writeString(file("record"), content.replace("workers=2", "workers=9"));

    assertThatThrownBy(() -> store().write("record", "x", WriteCondition.ifAbsent(), null))
        .asInstanceOf(type(CloudTikException.class))
        .satisfies(e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.STORE_CORRUPT));
    store().write("record", "workers=3", WriteCondition.always(), null);
    assertThat(store().read("record").orElseThrow().text()).isEqualTo("workers=3");
  }

  @Test
  void aFileInThePlaceOfAnotherIsCorrupt() throws IOException {
    store().write("a", "text", WriteCondition.always(), null);
    Files.copy(file("a"), file("b"));

    assertThatThrownBy(() -> store().read("b"))
        .asInstanceOf(type(CloudTikException.class))
        .satisfies(e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.STORE_CORRUPT));
  }

  @Test
  void filesOfExpiredDocumentsAreRemovedByLaterWriters() {
    FakeClock clock = FakeClock.standing();
    WorkspaceStore store = open(clock);
    store.write("short/lived", "text", WriteCondition.always(), Duration.ofMinutes(1));
    store.write("long/lived", "text", WriteCondition.always(), Duration.ofDays(1));
    clock.advance(Duration.ofMinutes(59));
    store.write("other", "text", WriteCondition.always(), null);
    assertThat(file("short/lived")).exists();
    clock.advance(Duration.ofMinutes(1));
    store.write("other", "text", WriteCondition.always(), null);

    assertThat(file("short")).doesNotExist();
    assertThat(store.list("")).containsExactly("long/lived", "other");
  }

  @Test
  void aSweepDoesNotWaitForATimeThatTheClockWasSetBackFrom() {
    FakeClock clock = FakeClock.standing();
    WorkspaceStore store = open(clock);
    store.write("other", "text", WriteCondition.always(), null);
    clock.advance(Duration.ofDays(-9));
    store.write("short/lived", "text", WriteCondition.always(), Duration.ofMinutes(1));
    clock.advance(Duration.ofHours(1));
    store.write("other", "text", WriteCondition.always(), null);

    assertThat(file("short")).doesNotExist();
  }

  @Test
  void documentsAreForTheirOwnerOnly() throws IOException {
    store().write("a/b", "text", WriteCondition.always(), null);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("a/b"))))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("a"))))
        .isEqualTo("rwx------");
  }

  @Test
  void aKeyCannotBeTheDirectoryOfAnother() {
    store().write("a/b", "", WriteCondition.always(), null);

    assertThat(store().read("a")).isEmpty();
    assertThat(store().read("a/b/c")).isEmpty();
    assertThatThrownBy(() -> store().write("a", "", WriteCondition.always(), null))
        .isInstanceOf(InvalidSpecException.class);
    assertThatThrownBy(() -> store().write("a/b/c", "", WriteCondition.always(), null))
        .isInstanceOf(InvalidSpecException.class);
  }

  @Test
  void aStoreThatIsNotThereDoesNotLookEmpty() {
    WorkspaceStore missing = new DirectoryStore(root.resolve("missing"), Clock.systemUTC());

    assertUnavailable(() -> missing.read("a"));
    assertUnavailable(() -> missing.list(""));
    assertUnavailable(() -> missing.write("a", "", WriteCondition.always(), null));
    assertUnavailable(() -> missing.delete("a", WriteCondition.always()));
    assertThat(root.resolve("missing")).doesNotExist();
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsUnavailable() throws IOException {
    Files.createDirectory(root.resolve("next"));
    Files.writeString(root.resolve("next/blocker"), "", StandardOpenOption.CREATE);

    assertUnavailable(() -> store().write("a", "", WriteCondition.always(), null));
    assertThat(store().read("a")).isEmpty();
  }

  private void assertUnavailable(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .asInstanceOf(type(CloudTikException.class))
        .satisfies(e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.STORE_UNAVAILABLE))
        .satisfies(e -> assertThat(e).hasMessageContaining(root.toString()));
  }
}

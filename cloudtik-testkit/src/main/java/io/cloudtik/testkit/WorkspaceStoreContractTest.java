/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.error.StateConflictException;
import io.cloudtik.spi.store.StoredDocument;
import io.cloudtik.spi.store.WorkspaceStore;
import io.cloudtik.spi.store.WriteCondition;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each {@link WorkspaceStore} must do. Extend it and say how a store is opened. */
public abstract class WorkspaceStoreContractTest {
  private static final int THREADS = 8;
  private static final int INCREMENTS = 200;

  private final FakeClock clock = FakeClock.standing();
  private WorkspaceStore store;

  /** For subclasses. */
  protected WorkspaceStoreContractTest() {}

  /**
   * Opens the store of the workspace of the running test, which is empty when the test begins. Each
   * call is another client of it.
   */
  protected abstract WorkspaceStore open(Clock clock);

  /** Returns how often each of 8 threads increments one counter; default 200. */
  protected int increments() {
    return INCREMENTS;
  }

  @BeforeEach
  void openStore() {
    store = open(clock);
  }

  @Test
  void aKeyThatWasNeverWrittenIsAbsent() {
    assertThat(store.read("clusters/etl/record")).isEmpty();
    assertThat(store.list("")).isEmpty();
  }

  @Test
  void anotherClientReadsWhatWasWritten() {
    StoredDocument written = write("clusters/etl/record", "héllo\n\u0000€😀");

    assertThat(open(clock).read("clusters/etl/record")).contains(written);
    assertThat(written.text()).isEqualTo("héllo\n\u0000€😀");
    assertThat(written.expiry()).isEmpty();
  }

  @Test
  void emptyAndLargeTextsComeBackWhole() {
    String large = "x".repeat(1024 * 1024);
    write("empty", "");
    write("large", large);

    assertThat(text("empty")).isEmpty();
    assertThat(text("large")).isEqualTo(large);
  }

  @Test
  void moreThanOneMebibyteIsRefused() {
    assertThatThrownBy(() -> write("large", "x".repeat(1024 * 1024 + 1)))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining("1 MiB");
    assertThat(store.read("large")).isEmpty();
  }

  @Test
  void onlyTheFirstWriterMakesADocument() {
    write("lease", "first", WriteCondition.ifAbsent());

    assertThatThrownBy(() -> write("lease", "second", WriteCondition.ifAbsent()))
        .asInstanceOf(type(StateConflictException.class))
        .satisfies(e -> assertThat(e.key()).isEqualTo("lease"))
        .satisfies(e -> assertThat(e.expectedVersion()).isEqualTo("absent"));
    assertThat(text("lease")).isEqualTo("first");
  }

  @Test
  void aWriteWithAnOldVersionIsRefusedAndChangesNothing() {
    StoredDocument first = write("record", "1");
    StoredDocument second = write("record", "2", WriteCondition.ifVersion(first.version()));

    assertThatThrownBy(() -> write("record", "3", WriteCondition.ifVersion(first.version())))
        .asInstanceOf(type(StateConflictException.class))
        .satisfies(e -> assertThat(e.actualVersion()).isEqualTo(second.version()));
    assertThat(store.read("record")).contains(second);
  }

  @Test
  void aWriteToADocumentThatWasDeletedIsRefused() {
    StoredDocument first = write("record", "1");
    store.delete("record", WriteCondition.always());

    assertThatThrownBy(() -> write("record", "2", WriteCondition.ifVersion(first.version())))
        .asInstanceOf(type(StateConflictException.class))
        .satisfies(e -> assertThat(e.actualVersion()).isEqualTo("absent"));
  }

  @Test
  void versionsAreNeverUsedTwiceAlsoAfterADelete() {
    Set<String> versions = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      versions.add(write("record", "same").version());
      versions.add(write("record", "same").version());
      store.delete("record", WriteCondition.always());
    }
    assertThat(versions).hasSize(40);
  }

  @Test
  void deletingWithAnOldVersionIsRefused() {
    StoredDocument first = write("record", "1");
    StoredDocument second = write("record", "2");

    assertThatThrownBy(() -> store.delete("record", WriteCondition.ifVersion(first.version())))
        .isInstanceOf(StateConflictException.class);
    assertThat(store.read("record")).contains(second);

    store.delete("record", WriteCondition.ifVersion(second.version()));
    assertThat(store.read("record")).isEmpty();
  }

  @Test
  void deletingWhatIsNotThereIsFineUnlessAVersionIsExpected() {
    store.delete("record", WriteCondition.always());

    assertThatThrownBy(() -> store.delete("record", WriteCondition.ifVersion("1")))
        .isInstanceOf(StateConflictException.class);
  }

  @Test
  void anExpiredDocumentIsAbsent() {
    StoredDocument lease =
        store.write("lease", "me", WriteCondition.always(), Duration.ofSeconds(15));
    assertThat(lease.expiry()).contains(clock.instant().plusSeconds(15));
    clock.advance(Duration.ofMillis(14_999));
    assertThat(store.read("lease")).contains(lease);
    assertThat(store.list("")).containsExactly("lease");

    clock.advance(Duration.ofMillis(1));

    assertThat(store.read("lease")).isEmpty();
    assertThat(store.list("")).isEmpty();
    assertThatThrownBy(() -> write("lease", "x", WriteCondition.ifVersion(lease.version())))
        .isInstanceOf(StateConflictException.class);
    write("lease", "you", WriteCondition.ifAbsent());
    assertThat(text("lease")).isEqualTo("you");
  }

  @Test
  void aWriteWithoutExpiryRemovesTheExpiry() {
    store.write("lease", "me", WriteCondition.always(), Duration.ofSeconds(1));
    write("lease", "me");
    clock.advance(Duration.ofDays(1));

    assertThat(text("lease")).isEqualTo("me");
  }

  @Test
  void listingGivesTheKeysOfAPrefixInOrder() {
    for (String key : List.of("b/2", "b/10", "b/1/x", "ba", "a", "c/1")) {
      write(key, "");
    }
    assertThat(store.list("")).containsExactly("a", "b/1/x", "b/10", "b/2", "ba", "c/1");
    assertThat(store.list("b")).containsExactly("b/1/x", "b/10", "b/2", "ba");
    assertThat(store.list("b/")).containsExactly("b/1/x", "b/10", "b/2");
    assertThat(store.list("b/1")).containsExactly("b/1/x", "b/10");
    assertThat(store.list("d/")).isEmpty();
  }

  @Test
  void deletedKeysAreNotListed() {
    write("b/1/x", "");
    store.delete("b/1/x", WriteCondition.always());

    assertThat(store.list("")).isEmpty();
    write("b/1", "");
    assertThat(store.list("")).containsExactly("b/1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/a", "a/", "a//b", ".", "..", "a/../b", "../a", "a b", "ä", "a\\b", "a\nb"})
  void keysThatBreakTheRulesAreRefused(String key) {
    assertThatThrownBy(() -> store.read(key)).isInstanceOf(InvalidSpecException.class);
    assertThatThrownBy(() -> write(key, "")).isInstanceOf(InvalidSpecException.class);
    assertThatThrownBy(() -> store.delete(key, WriteCondition.always()))
        .isInstanceOf(InvalidSpecException.class);
    assertThat(store.list("")).isEmpty();
  }

  @Test
  void namesThatLookLikeTechnicalFilesAreOrdinaryKeys() {
    for (String key : List.of(".lock", "lock", "tmp", ".tmp/x", "next", "...")) {
      write(key, key);
      assertThat(text(key)).isEqualTo(key);
    }
    assertThat(store.list("")).hasSize(6);
  }

  @Test
  void incrementsOfManyThreadsAreAllKept() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<Void>> writers = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        WorkspaceStore client = open(clock);
        writers.add(
            () -> {
              increment(client, "counter", increments());
              return null;
            });
      }
      for (Future<Void> writer : threads.invokeAll(writers)) {
        writer.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(text("counter")).isEqualTo(Integer.toString(THREADS * increments()));
  }

  @Test
  void anInterruptedThreadCanStillUseTheStore() {
    Thread.currentThread().interrupt();

    write("record", "1");

    assertThat(text("record")).isEqualTo("1");
    assertThat(Thread.interrupted()).isTrue();
  }

  /** Increments the number in a document by compare-and-set, as often as said. */
  public static void increment(WorkspaceStore store, String key, int times) {
    for (int done = 0; done < times; ) {
      StoredDocument document = store.read(key).orElse(null);
      int value = document == null ? 0 : Integer.parseInt(document.text());
      WriteCondition condition =
          document == null
              ? WriteCondition.ifAbsent()
              : WriteCondition.ifVersion(document.version());
      try {
        store.write(key, Integer.toString(value + 1), condition, null);
        done++;
      } catch (StateConflictException e) {
        Thread.onSpinWait();
      }
    }
  }

  private StoredDocument write(String key, String text) {
    return write(key, text, WriteCondition.always());
  }

  private StoredDocument write(String key, String text, WriteCondition condition) {
    return store.write(key, text, condition, null);
  }

  private String text(String key) {
    return store.read(key).orElseThrow().text();
  }
}

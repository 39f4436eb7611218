/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.StateConflictException;
import io.cloudtik.spi.store.StoredDocument;
import io.cloudtik.spi.store.WorkspaceStore;
import io.cloudtik.spi.store.WriteCondition;
import io.cloudtik.testkit.FakeClock;
import io.cloudtik.testkit.WorkspaceStoreContractTest;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

class S3DocumentsTest extends WorkspaceStoreContractTest {
  private final TestBucket bucket = new TestBucket();
  private final WorkspaceStore store = open(FakeClock.standing());

  @Override
  protected WorkspaceStore open(Clock clock) {
    return bucket.storage(clock).documents();
  }

  @Override
  protected int increments() {
    return 10;
  }

  @Test
  void aWriteAndAReadAreOneCallEach() {
    StoredDocument first = store.write("a", "1", WriteCondition.ifAbsent(), null);
    store.write("a", "2", WriteCondition.ifVersion(first.version()), Duration.ofHours(1));
    store.read("a");

    assertThat(bucket.calls).containsExactly("PutObject", "PutObject", "GetObject");
  }

  @Test
  void aListingReadsOnlyWhatMayHaveExpired() {
    store.write("stays", "x", WriteCondition.always(), null);
    store.write("stays-longer-text", "some text", WriteCondition.always(), null);
    store.write("lease", "x", WriteCondition.always(), Duration.ofHours(1));
    bucket.calls.clear();

    assertThat(store.list("")).containsExactly("lease", "stays", "stays-longer-text");

    assertThat(bucket.calls).containsExactly("ListObjectsV2", "GetObject");
  }

  @Test
  void aDocumentThatWasDeletedByConditionCanBeMadeAgain() {
    StoredDocument first = store.write("a", "1", WriteCondition.ifAbsent(), null);
    store.delete("a", WriteCondition.ifVersion(first.version()));

    assertThat(store.read("a")).isEmpty();
    assertThat(store.list("")).isEmpty();
    assertThatThrownBy(() -> store.write("a", "2", WriteCondition.ifVersion(first.version()), null))
        .isInstanceOf(StateConflictException.class);
    store.write("a", "3", WriteCondition.ifAbsent(), null);
    assertThat(store.read("a").orElseThrow().text()).isEqualTo("3");
  }

  @Test
  void whatSomebodyElseWroteThereIsNamedAndNotTakenForADocument() {
    bucket.client.putObject(
        b -> b.bucket(bucket.name).key("some/place/documents/a"), RequestBody.fromString("hello"));

    assertThatThrownBy(() -> store.read("a"))
        .isInstanceOf(CloudTikException.class)
        .hasMessageContaining("document a");
  }

  @Test
  void theLengthTellsWhetherADocumentMayExpire() {
    FakeClock clock = FakeClock.standing();
    for (String text : new String[] {"", "a", "ab", "ä", "€"}) {
      assertThat(StoredBody.of(text, null).bytes().length % 2).isZero();
      byte[] bytes = StoredBody.of(text, clock.instant().plusMillis(text.length())).bytes();
      assertThat(bytes.length % 2).isOne();
      StoredBody parsed = Objects.requireNonNull(StoredBody.parse("k", bytes));
      assertThat(parsed.text()).isEqualTo(text);
      assertThat(parsed.expiry()).isEqualTo(clock.instant().plusMillis(text.length()));
    }
  }
}

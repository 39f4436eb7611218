/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.pull;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.impl.bootstrap.RedisEndpoints;
import io.cloudtik.impl.record.IdentityRecord;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.impl.record.WorkspaceRecords;
import io.cloudtik.testkit.MemoryStore;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeadIdentityTest {
  private final WorkspaceRecords records = new WorkspaceRecords(new MemoryStore(Clock.systemUTC()));
  private final HeadIdentity head = HeadIdentity.make(records, "u1");
  private final HeadIdentity other = HeadIdentity.make(records, "u2");
  private final HeadNotice notice =
      new HeadNotice(
          3, "10.0.0.7", 6370, new RedisEndpoints("10.0.0.7", 6379, List.of()), List.of());

  @Test
  void eachHeadOfALifeIsTheSameAndThoseOfOthersAreOthers() {
    assertThat(HeadIdentity.make(records, "u1").pin()).isEqualTo(head.pin());
    assertThat(HeadIdentity.find(records, "u1"))
        .get()
        .extracting(HeadIdentity::pin)
        .isEqualTo(head.pin());
    assertThat(HeadIdentity.find(records, "u3")).isEmpty();
    assertThat(other.pin()).isNotEqualTo(head.pin());
  }

  @Test
  void aNoticeOfTheHeadIsReadByItsPin() {
    assertThat(HeadNotice.read(notice.signedBy(head), head.pin())).contains(notice);
  }

  @Test
  void aNoticeOfSomebodyElseIsNone() {
    assertThat(HeadNotice.read(notice.signedBy(other), head.pin())).isEmpty();
    assertThat(HeadNotice.read(notice.signedBy(head).replace("10.0.0.7", "10.0.0.8"), head.pin()))
        .isEmpty();
    assertThat(HeadNotice.read("{}", head.pin())).isEmpty();
    assertThat(HeadNotice.read("", head.pin())).isEmpty();
  }

  @Test
  void noSecretIsInAnyText() {
    IdentityRecord kept =
        records.value(RecordKeys.identity("u1"), IdentityRecord.class).orElseThrow();

    assertThat(kept + " " + HeadIdentity.of(kept))
        .doesNotContain(kept.keyStore())
        .doesNotContain(kept.password());
  }
}

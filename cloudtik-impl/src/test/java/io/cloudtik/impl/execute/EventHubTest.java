/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.event.Event;
import io.cloudtik.event.EventListener;
import io.cloudtik.event.NoticeEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventHubTest {
  private static Event notice(String message) {
    return NoticeEvent.builder().at(Instant.EPOCH).subject("etl").message(message).build();
  }

  @Test
  void aListenerThatThrowsHarmsNobody() {
    List<String> told = Collections.synchronizedList(new ArrayList<>());
    EventListener bad =
        event -> {
          throw new IllegalStateException("bad listener");
        };
    EventListener good = event -> told.add(event.message());
    try (EventHub hub = new EventHub(Threads.inTurn("test"), List.of(bad, good))) {
      hub.tell(notice("one"));
      hub.tell(notice("two"));
    }

    assertThat(told).containsExactly("one", "two");
  }

  @Test
  void aRemovedListenerIsToldNothingMore() throws Exception {
    List<String> told = Collections.synchronizedList(new ArrayList<>());
    try (EventHub hub = new EventHub(Threads.inTurn("test"), List.of())) {
      AutoCloseable subscription = hub.add(event -> told.add(event.message()));
      subscription.close();
      hub.tell(notice("late"));
    }

    assertThat(told).isEmpty();
  }

  @Test
  void eventsAfterTheCloseAreDropped() {
    List<String> told = Collections.synchronizedList(new ArrayList<>());
    EventHub hub =
        new EventHub(Threads.inTurn("test"), List.of(event -> told.add(event.message())));
    hub.tell(notice("in time"));
    hub.close();
    hub.tell(notice("late"));

    assertThat(told).containsExactly("in time");
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.workspace;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All things of one kind in the workspace, as one call listed them for all resources of that kind.
 * A listing is told to each resource once: who looks again gets a new one, so that what somebody
 * changed by hand is seen at the next look. That nothing is there is told for some seconds, as who
 * then makes something looks again or is refused. Thread-safe; those who come while it is asked
 * wait.
 */
final class Seen<T> {
  /** A round of looks takes less; what others change meanwhile is seen in the next. */
  static final Duration GOOD_FOR = Duration.ofSeconds(30);

  private final Clock clock;
  private final Function<T, String> id;
  private final Supplier<List<T>> source;
  private final Predicate<T> ours;
  private final Set<String> told = new HashSet<>();
  private @Nullable List<T> listed;
  private List<T> ofOthers = List.of();
  private Instant at = Instant.MIN;

  /** Makes one whose listings have nothing of others. */
  Seen(Clock clock, Function<T, String> id, Supplier<List<T>> source) {
    this(clock, id, source, any -> true);
  }

  /**
   * Makes one.
   *
   * @param ours says what of the listing belongs to the workspace
   */
  Seen(Clock clock, Function<T, String> id, Supplier<List<T>> source, Predicate<T> ours) {
    this.clock = clock;
    this.id = id;
    this.source = source;
    this.ours = ours;
  }

  /** Returns what is there, for a look of that resource. */
  synchronized List<T> look(String resource) {
    List<T> known = listed;
    if (told.contains(resource) && known != null && !known.isEmpty()) {
      forget();
    }
    List<T> now = recent();
    told.add(resource);
    return now;
  }

  /** Returns what was there a moment ago. */
  synchronized List<T> recent() {
    List<T> known = listed;
    if (known != null && isGood()) {
      return List.copyOf(known);
    }
    return fresh();
  }

  /** Returns what was there when it was last looked for: AWS refuses to make a second one. */
  synchronized List<T> known() {
    List<T> known = listed;
    return known != null && known.isEmpty() ? List.of() : recent();
  }

  /** Returns what was there a moment ago, that of others with it as far as it is listed. */
  synchronized List<T> ofEverybody() {
    List<T> all = new ArrayList<>(recent());
    all.addAll(ofOthers);
    return all;
  }

  private boolean isGood() {
    Duration age = Duration.between(at, clock.instant());
    return !age.isNegative() && age.compareTo(GOOD_FOR) <= 0;
  }

  /** Asks now. */
  synchronized List<T> fresh() {
    forget();
    Instant asked = clock.instant();
    Map<Boolean, List<T>> all = source.get().stream().collect(Collectors.partitioningBy(ours));
    List<T> now = new ArrayList<>(all.getOrDefault(true, List.of()));
    listed = now;
    ofOthers = all.getOrDefault(false, List.of());
    at = asked;
    return List.copyOf(now);
  }

  /** Takes note of what a change returned; that resource need not ask for it. */
  synchronized void put(T thing, String resource) {
    if (listed != null) {
      listed.removeIf(it -> id.apply(it).equals(id.apply(thing)));
      listed.add(thing);
      told.remove(resource);
    }
  }

  /** The next look asks. */
  synchronized void forget() {
    listed = null;
    told.clear();
  }
}

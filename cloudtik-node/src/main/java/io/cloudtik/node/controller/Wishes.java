/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.impl.bootstrap.NodeConfig;
import io.cloudtik.impl.record.DesiredRecord;
import io.cloudtik.impl.record.IntentRecord;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.impl.record.WorkspaceRecords;
import io.cloudtik.impl.state.ClusterView;
import io.cloudtik.node.controller.decide.Intent;
import io.cloudtik.node.controller.decide.Slots;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.store.WriteCondition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How many workers are wanted, and which slots were asked for; kept in the workspace store. */
final class Wishes {
  private static final int HIGH_NUMBER = 1_000;

  private final ClusterParts parts;
  private final WorkspaceRecords records;
  private final String uid;
  private final Leadership leadership;
  private final Map<String, Intent> intents = new ConcurrentSkipListMap<>();
  private final EventLog events;
  private DesiredRecord desired = new DesiredRecord(Map.of(), Map.of());
  private boolean loaded;

  Wishes(ClusterParts parts, Leadership leadership, EventLog events) {
    this.events = events;
    this.parts = parts;
    this.records = parts.records();
    this.uid = parts.uid();
    this.leadership = leadership;
  }

  void load() {
    change(UnaryOperator.identity());
    intents.clear();
    records
        .all(RecordKeys.intents(uid), "", IntentRecord.class, (key, e) -> intendAgain(key))
        .stream()
        .map(stored -> stored.value())
        .filter(it -> !it.slot().equals(NodeConfig.HEAD))
        .forEach(it -> intents.put(it.slot(), new Intent(it.group(), it.offering())));
  }

  /** The key has all that an intent is needed for. */
  private void intendAgain(String key) {
    String slot = key.substring(RecordKeys.intents(uid).length());
    if (!slot.equals(NodeConfig.HEAD)) {
      intend(slot, Slots.group(slot), null);
    }
  }

  /** Returns the number of workers of each group of the spec, in its order. */
  Map<String, Integer> wanted() {
    Map<String, Integer> wanted = new LinkedHashMap<>();
    for (WorkerGroupSpec group : parts.spec().workerGroups()) {
      wanted.put(group.name(), desired.workers().getOrDefault(group.name(), group.min()));
    }
    return wanted;
  }

  Map<String, Integer> nextNumbers() {
    return desired.nextNumber();
  }

  Map<String, Intent> intents() {
    return Map.copyOf(intents);
  }

  boolean intended(String slot) {
    return intents.containsKey(slot);
  }

  void scale(String group, int workers) {
    change(
        record -> {
          Map<String, Integer> changed = new TreeMap<>(record.workers());
          changed.put(group, workers);
          return new DesiredRecord(changed, record.nextNumber());
        });
  }

  /** Takes numbers out of use, before anything is done with them. */
  void useNumbersUpTo(String group, int nextNumber) {
    change(
        record -> {
          Map<String, Integer> changed = new TreeMap<>(record.nextNumber());
          changed.merge(group, nextNumber, Math::max);
          return new DesiredRecord(record.workers(), changed);
        });
  }

  void intend(String slot, String group, @Nullable String offering) {
    intend(List.of(slot), group, offering);
  }

  /** Writes the intents of a wave at the same time: a store in a cloud takes a while for each. */
  void intend(List<String> slots, String group, @Nullable String offering) {
    each(
        slots,
        slot -> {
          records.put(
              RecordKeys.intent(uid, slot),
              new IntentRecord(slot, group, offering, leadership.generation(), parts.time().now()));
          intents.put(slot, new Intent(group, offering));
        });
  }

  void giveBack(List<String> slots) {
    each(
        slots,
        slot -> {
          records.store().delete(RecordKeys.intent(uid, slot), WriteCondition.always());
          intents.remove(slot);
        });
  }

  /** Does it for all of them even if some fail, and then throws what the first one threw. */
  private void each(List<String> slots, Consumer<String> change) {
    leadership.require();
    List<CompletableFuture<Void>> changes =
        slots.stream()
            .map(slot -> CompletableFuture.runAsync(() -> change.accept(slot), parts.storeCalls()))
            .toList();
    parts.time().await(CompletableFuture.allOf(changes.toArray(CompletableFuture[]::new)));
  }

  private void change(UnaryOperator<DesiredRecord> change) {
    leadership.require();
    desired =
        Damage.mended(
            () ->
                records.update(
                    RecordKeys.desired(uid),
                    DesiredRecord.class,
                    change,
                    () -> new DesiredRecord(Map.of(), Map.of())),
            damage -> {
              DesiredRecord mended = change.apply(loaded ? desired : asShownLast());
              records.put(RecordKeys.desired(uid), mended);
              events.notice("the wanted numbers of workers were written anew: " + damage);
              return mended;
            });
    loaded = true;
  }

  /** Begins with high numbers for new slots, as those of slots that are gone are not known. */
  private DesiredRecord asShownLast() {
    Map<String, Integer> workers = new TreeMap<>();
    Damage.mended(() -> records.value(RecordKeys.status(uid), ClusterView.class), damage -> empty())
        .ifPresent(view -> workers.putAll(view.wanted()));
    Map<String, Integer> numbers = new TreeMap<>();
    parts.spec().workerGroups().forEach(group -> numbers.put(group.name(), HIGH_NUMBER));
    return new DesiredRecord(workers, numbers);
  }

  private static Optional<ClusterView> empty() {
    return Optional.empty();
  }
}

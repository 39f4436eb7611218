/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.workspace;

import io.cloudtik.error.FailureKind;
import io.cloudtik.error.ProviderException;
import io.cloudtik.spi.provider.ResourceObservation;
import io.cloudtik.spi.provider.ResourceState;
import io.cloudtik.spi.provider.WorkspaceResource;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * A thing of EC2 that is found by its tags, as EC2 gives ids and takes no names. Most calls that
 * make one have no token, so one whose answer was lost may have made a second: of several, the one
 * in use is kept, else the one with the lowest id, and the others are deleted when the workspace is
 * mended. Thread-safe.
 */
abstract class Ec2Thing<T> implements WorkspaceResource {
  /** So often it is looked for what an unanswered call may have made, before another is made. */
  private static final int DOUBTFUL_LOOKS = 4;

  final Scope scope;
  final Seen<T> seen;
  private final String id;
  private final Function<T, String> cloudId;
  private final Function<T, List<Tag>> tags;
  private final Set<String> dependsOn = new TreeSet<>();
  private final AtomicInteger doubt = new AtomicInteger();
  private volatile @Nullable String known;
  private volatile @Nullable ResourceObservation lastPending;
  private volatile @Nullable Instant pendingSince;

  Ec2Thing(
      Scope scope,
      String id,
      Seen<T> seen,
      Function<T, String> cloudId,
      Function<T, List<Tag>> tags,
      WorkspaceResource... uses) {
    this.scope = scope;
    this.id = id;
    this.seen = seen;
    this.cloudId = cloudId;
    this.tags = tags;
    Stream.of(uses).map(WorkspaceResource::id).forEach(dependsOn::add);
  }

  @Override
  public final String id() {
    return id;
  }

  @Override
  public final Set<String> dependsOn() {
    return Set.copyOf(dependsOn);
  }

  final String name() {
    return scope.name(id);
  }

  /** Makes one, tagged in the same call, and returns it as the call did. */
  abstract T make();

  /** Deletes one. */
  abstract void remove(T thing);

  /** Says what one is like that is there alone. */
  abstract ResourceObservation state(T thing);

  /** Changes what {@link #state} found to differ; also completes one that was just made. */
  void mend(T thing) {}

  /** Says whether other things of the workspace rest on this one of several. */
  boolean isUsed(T thing) {
    return false;
  }

  /** Says whether it is on its way out. */
  boolean isEnding(T thing) {
    return false;
  }

  /** Says whether it never came to be, and goes by itself. */
  boolean isBroken(T thing) {
    return false;
  }

  /** Says whether it is there, and not only the memory of one that was. */
  boolean exists(T thing) {
    return true;
  }

  /** Says whether AWS takes only one of these, so that none can be made twice. */
  boolean isUnique() {
    return false;
  }

  /** Names who uses it, when AWS refuses to delete it; empty if this is not known. */
  List<String> users(T thing) {
    return List.of();
  }

  final String idOf(T thing) {
    return cloudId.apply(thing);
  }

  private List<T> mine(List<T> all) {
    List<T> mine = sorted(all);
    List<T> staying = mine.stream().filter(it -> !isEnding(it)).toList();
    List<T> sound = staying.stream().filter(it -> !isBroken(it)).toList();
    if (!sound.isEmpty()) {
      return sound;
    }
    return staying.isEmpty() ? mine : staying.subList(0, 1);
  }

  private List<T> sorted(List<T> all) {
    return all.stream()
        .filter(it -> Scope.value(tags.apply(it), Scope.RESOURCE).equals(id))
        .filter(this::exists)
        .sorted(Comparator.comparing((T it) -> isUsed(it) ? 0 : 1).thenComparing(this::idOf))
        .toList();
  }

  /** How long an answer that it is being made is good for; by default it is asked each time. */
  Duration slowness() {
    return Duration.ZERO;
  }

  private boolean isSlowlyMade() {
    Instant since = pendingSince;
    return since != null
        && Duration.between(since, scope.clock().instant()).abs().compareTo(slowness()) < 0;
  }

  @Override
  public final ResourceObservation observe() {
    ResourceObservation last = lastPending;
    if (last != null && isSlowlyMade()) {
      return last;
    }
    ResourceObservation now = look();
    boolean pending = now.state() == ResourceState.PENDING;
    lastPending = pending ? now : null;
    pendingSince = pending ? scope.clock().instant() : null;
    return now;
  }

  private ResourceObservation look() {
    List<T> found = mine(seen.look(id));
    if (found.isEmpty()) {
      known = null;
      return ResourceObservation.absent();
    }
    T kept = found.get(0);
    if (isEnding(kept)) {
      known = null;
      return ResourceObservation.deleting(idOf(kept));
    }
    known = idOf(kept);
    if (found.size() == 1) {
      return state(kept);
    }
    List<String> several =
        List.of(
            "number of them: expected 1, found %d: %s"
                .formatted(found.size(), found.stream().map(this::idOf).toList()));
    return found.stream().filter(this::isUsed).count() > 1
        ? ResourceObservation.outgrown(idOf(kept), several)
        : ResourceObservation.drifted(idOf(kept), several);
  }

  @Override
  public final void create() {
    // Another client may have made it since it was looked for.
    List<T> found = mine(doubt.get() > 0 || !isUnique() ? seen.fresh() : seen.known());
    if (!found.isEmpty()) {
      doubt.set(0);
      complete(found.get(0));
      return;
    }
    if (doubt.get() > 0 && doubt.decrementAndGet() > 0) {
      throw scope.refusal(
          FailureKind.UNAVAILABLE,
          "whether %s was made is not known yet, as the call was not answered".formatted(name()),
          "");
    }
    T made;
    try {
      made = make();
    } catch (ProviderException e) {
      List<T> there = afterRefusal(e);
      if (there.isEmpty()) {
        throw e;
      }
      complete(there.get(0));
      return;
    }
    known = idOf(made);
    seen.put(made, id);
    mend(made);
  }

  private void complete(T thing) {
    if (!isEnding(thing)) {
      known = idOf(thing);
      mend(thing);
    }
  }

  /** It may be there although the call failed: by an answer that was lost, or by another client. */
  private List<T> afterRefusal(ProviderException e) {
    forget();
    if (Scope.isKind(e, FailureKind.UNAVAILABLE)) {
      doubt.set(DOUBTFUL_LOOKS);
    }
    if (Scope.isKind(e, FailureKind.NOT_FOUND)) {
      parentsChanged();
    }
    return isUnique() && Scope.isKind(e, FailureKind.CONFLICT) ? mine(seen.fresh()) : List.of();
  }

  /** AWS does not know what this rests on, which may have been made anew. */
  void parentsChanged() {}

  @Override
  public final void update() {
    List<T> found = mine(seen.recent());
    if (found.isEmpty()) {
      create();
      return;
    }
    for (T other : found.subList(1, found.size())) {
      removeOrName(other);
    }
    mend(found.get(0));
  }

  @Override
  public final void delete() {
    lastPending = null;
    for (T thing : sorted(seen.fresh())) {
      removeOrName(thing);
    }
    known = null;
  }

  private void removeOrName(T thing) {
    try {
      remove(thing);
    } catch (ProviderException e) {
      if (Scope.isKind(e, FailureKind.NOT_FOUND)) {
        return;
      }
      if (Scope.isKind(e, FailureKind.CONFLICT)) {
        List<String> users = users(thing);
        if (!users.isEmpty()) {
          throw inUse(thing, users);
        }
      }
      throw e;
    } finally {
      seen.forget();
    }
  }

  private ProviderException inUse(T thing, List<String> users) {
    return scope.refusal(
        FailureKind.CONFLICT,
        "%s (%s) is used by %s".formatted(name(), idOf(thing), String.join(", ", users)),
        "end what uses it, and delete the workspace again");
  }

  /** Returns the id in the cloud, for what uses it. */
  final String requireId() {
    String remembered = known;
    if (remembered != null) {
      return remembered;
    }
    List<T> found = mine(seen.recent());
    if (found.isEmpty()) {
      seen.forget();
      throw scope.refusal(
          FailureKind.NOT_FOUND,
          "%s is not there, or cannot be seen yet".formatted(name()),
          "make the workspace again: what is missing is made");
    }
    String now = idOf(found.get(0));
    known = now;
    return now;
  }

  /** Returns the id in the cloud for a comparison; says so if there is none. */
  final String shownId() {
    String remembered = known;
    if (remembered != null) {
      return remembered;
    }
    List<T> found = mine(seen.recent());
    return found.isEmpty() ? "none" : idOf(found.get(0));
  }

  /** Forgets its id. */
  final void forget() {
    known = null;
    seen.forget();
  }

  /** Takes down a change that was made to one. */
  final void changed(T thing) {
    seen.put(thing, id);
  }
}

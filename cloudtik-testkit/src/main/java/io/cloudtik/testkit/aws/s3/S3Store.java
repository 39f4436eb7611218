/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.s3;

import io.cloudtik.testkit.aws.AwsPlace;
import io.cloudtik.testkit.aws.AwsRefusal;
import io.cloudtik.testkit.cloud.Thing;
import io.cloudtik.testkit.cloud.ThingKind;
import io.cloudtik.testkit.cloud.ThingOrder;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The buckets that there are: they exist as things of the cloud, and so they are gone when somebody
 * takes them away there. One with the property {@code owner} is of another account.
 */
final class S3Store {
  private final AwsPlace place;
  private final Map<String, Bucket> byId = new ConcurrentHashMap<>();

  S3Store(AwsPlace place) {
    this.place = place;
  }

  /** Returns a bucket of the account. */
  Bucket bucket(String name) {
    Thing thing = thing(name);
    if (thing == null) {
      throw S3Refusals.noSuchBucket();
    }
    if (!isOurs(thing)) {
      throw new AwsRefusal(403, "AccessDenied", "Access Denied");
    }
    return of(thing);
  }

  /** Returns a bucket of the account, or null. */
  @Nullable Bucket find(String name) {
    Thing thing = thing(name);
    return thing == null || !isOurs(thing) ? null : of(thing);
  }

  @Nullable Thing thing(String name) {
    return place.cloud().things().find(ThingKind.BUCKET, name).orElse(null);
  }

  boolean isOurs(Thing thing) {
    return thing.properties().getOrDefault("owner", place.account()).equals(place.account());
  }

  private Bucket of(Thing thing) {
    return byId.computeIfAbsent(thing.id(), any -> new Bucket(thing.name(), place.now()));
  }

  /** Returns all of the account, by name. */
  java.util.List<Bucket> all() {
    return place.cloud().things().all().stream()
        .filter(thing -> thing.kind() == ThingKind.BUCKET && isOurs(thing))
        .sorted(java.util.Comparator.comparing(Thing::name))
        .map(this::of)
        .toList();
  }

  Bucket make(String name, Map<String, String> tags) {
    return of(
        place
            .cloud()
            .things()
            .order(new ThingOrder(ThingKind.BUCKET, name, "", tags, Map.of(), Set.of())));
  }

  void delete(Bucket bucket) {
    Thing thing = Objects.requireNonNull(thing(bucket.name()), bucket.name());
    place.cloud().things().end(thing.id());
    byId.remove(thing.id());
  }
}

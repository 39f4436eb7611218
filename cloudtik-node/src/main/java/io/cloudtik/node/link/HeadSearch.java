/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.link;

import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.impl.bootstrap.RedisEndpoints;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.pull.HeadNotice;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the head again that replaced the one that a worker knew, on nodes that nobody logs in to.
 * Looks only while the cluster's state is away.
 */
public final class HeadSearch {
  private static final Logger logger = LoggerFactory.getLogger(HeadSearch.class);

  private final NodeLayout layout;
  private final ClusterLink link;
  private long newest;

  /** Makes the search of a node. */
  public HeadSearch(NodeLayout layout, ClusterLink link) {
    this.layout = layout;
    this.link = link;
  }

  /** Looks where the head is, and lets the link go there. */
  public void look() {
    if (!link.isAway()) {
      return;
    }
    LocalFiles.read(HeadPlace.file(layout))
        .flatMap(json -> Json.read(json, HeadPlace.class).read())
        .filter(notice -> notice.generation() >= newest)
        .ifPresent(this::follow);
  }

  private void follow(HeadNotice notice) {
    newest = notice.generation();
    Optional<RedisEndpoints> known =
        LocalFiles.read(layout.redisEndpoints()).map(RedisEndpoints::parse);
    if (known.equals(Optional.of(notice.redis()))) {
      return;
    }
    logger.info("head={} generation={} found", notice.host(), notice.generation());
    // In this order: who hears from the node by this Redis must hear that it knows the rest.
    LocalFiles.write(layout.published(), Json.write(notice.published()), false);
    LocalFiles.write(layout.redisEndpoints(), Json.write(notice.redis()), false);
  }
}

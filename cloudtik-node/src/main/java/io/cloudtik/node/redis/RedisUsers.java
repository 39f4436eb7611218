/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.redis;

import io.cloudtik.impl.bundle.ContentHash;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Who may do what in Redis. Each user has exactly the commands and keys that its part of the
 * protocol needs; there is nobody who may administer, and nobody without a password. A rule in
 * parentheses holds by itself: its commands on its keys.
 */
public final class RedisUsers {
  /** Programs of users: they append commands and read what is shown to them. */
  public static final String CLIENT = "client";

  /** Node controllers: they write what they observe and read their commands. */
  public static final String NODE = "node";

  /** The cluster controller: it works with all keys, but only with the commands that it needs. */
  public static final String CONTROLLER = "controller";

  /** All users, in the order of the file. */
  public static final List<String> ALL = List.of(CLIENT, NODE, CONTROLLER);

  private static final Map<String, String> RULES =
      Map.of(
          CLIENT,
          "+ping (+xadd %W~commands) (+get +mget +xread +xrange +xrevrange %R~view:* %R~job:*"
              + " %R~reply:* %R~events %R~output:* %R~heartbeat:*)",
          NODE,
          "+ping (+set %W~heartbeat:*) (+xadd %W~events %W~output:*)"
              + " (+get +mget +set +del +eval +evalsha ~jobrun:* ~cursor:node-*)"
              + " (+xread +xrange +xrevrange %R~node-commands:*) (+xrevrange %R~output:*)",
          CONTROLLER,
          "+ping +get +mget +set +del +scan +eval +evalsha +xadd +xread +xrange +xrevrange ~*");

  private RedisUsers() {}

  /**
   * Returns the text of an ACL file. It has hashes in place of passwords.
   *
   * @param passwords by user, one for each of {@link #ALL}
   */
  public static String acl(Map<String, String> passwords) {
    return ALL.stream()
        .map(user -> line(user, Objects.requireNonNull(passwords.get(user), user)))
        .collect(Collectors.joining("", "user default reset\n", ""));
  }

  private static String line(String user, String password) {
    return "user %s reset on #%s %s\n".formatted(user, ContentHash.of(password), RULES.get(user));
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.bootstrap;

import java.util.List;

/** Where the Redis servers of a cluster listen; the file {@code config/redis.json}. */
public record RedisEndpoints(String host, int primaryPort, List<Integer> shardPorts) {}

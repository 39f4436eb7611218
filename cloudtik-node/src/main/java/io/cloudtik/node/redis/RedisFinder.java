/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.redis;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the server program: the one that was named, or else the first that can be used of {@code
 * redis-server} and {@code valkey-server} on the PATH and the one in the bundle.
 */
public final class RedisFinder {
  /** The variable of the cluster's environment that names a program. */
  public static final String VARIABLE = "CLOUDTIK_REDIS_SERVER";

  /** The system property that names a program. */
  public static final String PROPERTY = "cloudtik.redis.server";

  private static final Logger logger = LoggerFactory.getLogger(RedisFinder.class);

  private static final List<String> NAMES = List.of("redis-server", "valkey-server");

  private final List<String> looked = new ArrayList<>();

  private RedisFinder() {}

  /**
   * Returns the program to use.
   *
   * @param named the path that the user gave; null if none
   * @param searchPath directories as in the variable PATH
   * @param extracted where the program of the bundle goes if it is used
   * @throws CloudTikException with {@code REDIS_NOT_FOUND} if the named one cannot be used or there
   *     is none
   */
  public static RedisProgram find(@Nullable String named, String searchPath, Path extracted) {
    if (named != null && !named.isBlank()) {
      return requireUsable(Path.of(named));
    }
    RedisFinder finder = new RedisFinder();
    RedisProgram found = finder.onPath(searchPath);
    if (found == null) {
      found = finder.inBundle(extracted);
    }
    if (found == null) {
      throw finder.notFound();
    }
    logger.info("redis program={} version={}", found.path(), found.version());
    return found;
  }

  private static RedisProgram requireUsable(Path named) {
    String reason;
    try {
      RedisProgram program = RedisProgram.inspect(named);
      if (!program.tooOld()) {
        return program;
      }
      reason = "it is version " + program.version() + ", 7.0 or newer is needed";
    } catch (IOException e) {
      reason = String.valueOf(e.getMessage());
    }
    throw new CloudTikException(
        ErrorCode.REDIS_NOT_FOUND,
        "the Redis server %s, named by %s or %s, cannot be used: %s; name another one or none"
            .formatted(named, VARIABLE, PROPERTY, reason));
  }

  private @Nullable RedisProgram onPath(String searchPath) {
    for (String name : NAMES) {
      for (String directory : searchPath.split(File.pathSeparator, -1)) {
        Path candidate = Path.of(directory).resolve(name);
        if (!directory.isEmpty() && Files.isExecutable(candidate)) {
          RedisProgram usable = usable(candidate);
          if (usable != null) {
            return usable;
          }
        }
      }
    }
    looked.add(String.join(" and ", NAMES) + " on the PATH (" + searchPath + ")");
    return null;
  }

  private @Nullable RedisProgram usable(Path candidate) {
    try {
      RedisProgram program = RedisProgram.inspect(candidate);
      if (!program.tooOld()) {
        return program;
      }
      logger.warn(
          "redis skipped={} version={}, 7.0 or newer is needed", candidate, program.version());
      looked.add(candidate + " (version " + program.version() + ", too old)");
    } catch (IOException e) {
      logger.warn("redis skipped={}: {}", candidate, e.getMessage());
      looked.add(candidate + " (" + e.getMessage() + ")");
    }
    return null;
  }

  private @Nullable RedisProgram inBundle(Path extracted) {
    try {
      return RedisProgram.inspect(BundledRedis.extract(extracted));
    } catch (IOException e) {
      looked.add("the program in the bundle (" + e.getMessage() + ")");
      return null;
    }
  }

  private CloudTikException notFound() {
    return new CloudTikException(
        ErrorCode.REDIS_NOT_FOUND,
        "found no Redis server of version 7.0 or newer; looked for: %s; install one"
                .formatted(String.join("; ", looked))
            + " (Debian, Ubuntu: apt-get install redis-server; macOS: brew install redis),"
            + " or set %s in the cluster's environment to its path, or put the home of CloudTik"
                .formatted(VARIABLE)
            + " on a disk that programs can be run from");
  }
}

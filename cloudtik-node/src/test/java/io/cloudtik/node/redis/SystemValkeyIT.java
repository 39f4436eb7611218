/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.redis;

import java.io.IOException;
import java.nio.file.Path;

/** The same with the {@code valkey-server} of the distribution, where there is one on the PATH. */
class SystemValkeyIT extends RedisUsersIT {
  @Override
  RedisProgram program(Path extracted) throws IOException {
    return SystemPrograms.find("valkey-server", extracted);
  }
}

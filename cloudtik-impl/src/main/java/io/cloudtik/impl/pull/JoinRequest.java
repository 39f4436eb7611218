/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.pull;

/**
 * A machine's wish to be a worker. Which one it is, it learns from the answer.
 *
 * @param token of its boot script, the same for all workers
 * @param session what the machine made up and nobody else knows; repeats are known by it
 */
public record JoinRequest(String token, String session) {
  @Override
  public String toString() {
    return "JoinRequest[token=****, session=****]";
  }
}

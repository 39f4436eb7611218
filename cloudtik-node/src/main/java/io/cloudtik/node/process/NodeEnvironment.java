/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.process;

import java.util.HashMap;
import java.util.Map;

/** The environment of what a node starts. */
public final class NodeEnvironment {
  private static final String OURS = "CLOUDTIK_";

  private NodeEnvironment() {}

  /**
   * Returns the node's environment and that of one process, which wins but for our own variables:
   * by these the processes of a node are found.
   */
  public static Map<String, String> with(Map<String, String> node, Map<String, String> own) {
    Map<String, String> all = new HashMap<>(node);
    all.putAll(own);
    node.forEach(
        (name, value) -> {
          if (name.startsWith(OURS)) {
            all.put(name, value);
          }
        });
    return all;
  }
}

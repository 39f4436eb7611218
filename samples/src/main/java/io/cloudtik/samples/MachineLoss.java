/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.samples;

import io.cloudtik.Cluster;
import io.cloudtik.ExecRequest;
import io.cloudtik.ExecResult;
import io.cloudtik.Node;
import io.cloudtik.NodeSelector;
import java.util.List;

/**
 * The sudden loss of a machine: all processes of its node get SIGKILL, and nothing is told to
 * anybody. They are known by a variable of their environment, or are those of the node's container.
 */
public final class MachineLoss {
  private static final String SCRIPT =
      """
      mark=CLOUDTIK_MACHINE=$CLOUDTIK_MACHINE
      spared=" $$ "
      if [ -d /proc/self ]; then
        # This shell, and who started it, tell how it went.
        pid=$$
        while [ "$pid" -gt 1 ]; do
          pid=$(sed 's/.*) . //;s/ .*//' "/proc/$pid/stat")
          spared="$spared$pid "
        done
      fi
      marked() {
        if [ -d /proc/self ]; then
          grep -lzxF -- "$mark" /proc/[0-9]*/environ 2>/dev/null | cut -d / -f 3
        else
          ps -axwwE -o pid=,command= | grep -F " $mark" | awk '{print $1}'
        fi
      }
      # A supervisor that is still alive may start something between the look and the kill.
      killed=0
      found=yes
      while [ "$found" = yes ]; do
        found=no
        for pid in $(marked); do
          case $spared in *" $pid "*) continue ;; esac
          if kill -9 "$pid" 2>/dev/null; then
            killed=$((killed + 1))
            found=yes
          fi
        done
      done
      echo $killed
      """;

  /** What Docker was told to kill it does not start again. */
  private static final String CONTAINER_SCRIPT =
      """
      id=$(docker ps -q --filter "label=io.cloudtik.uid=$1" --filter "label=io.cloudtik.node=$2")
      docker top "$id" -eo pid | sed 1d | wc -l
      docker kill "$id" >/dev/null
      """;

  private MachineLoss() {}

  /** Returns how many processes were killed. */
  public static int of(Cluster cluster, Node node) {
    NodeSelector victim = NodeSelector.node(node.id());
    boolean contained = cluster.spec().container().isPresent();
    ExecRequest kill =
        contained
            ? ExecRequest.of("sh", "-ec", CONTAINER_SCRIPT, "sh", cluster.uid(), node.id())
            : ExecRequest.of("sh", "-c", SCRIPT);
    List<ExecResult> results =
        cluster.exec(kill.with(each -> each.on(contained ? victim.onHost() : victim)));
    ExecResult result = results.get(0);
    if (result.exitCode() != 0) {
      throw new IllegalStateException("the processes could not be killed: " + result.output());
    }
    return Integer.parseInt(result.output().strip());
  }
}

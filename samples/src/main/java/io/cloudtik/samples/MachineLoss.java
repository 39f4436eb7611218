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

/**
 * The sudden loss of a machine: all processes of its node get SIGKILL, and nothing is told to
 * anybody. They are known by a variable of their environment.
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

  private MachineLoss() {}

  /** Returns how many processes were killed. */
  public static int of(Cluster cluster, Node node) {
    ExecRequest kill =
        ExecRequest.of("sh", "-c", SCRIPT).with(each -> each.on(NodeSelector.node(node.id())));
    ExecResult result = cluster.exec(kill).get(0);
    if (result.exitCode() != 0) {
      throw new IllegalStateException("the processes could not be killed: " + result.output());
    }
    return Integer.parseInt(result.output().strip());
  }
}

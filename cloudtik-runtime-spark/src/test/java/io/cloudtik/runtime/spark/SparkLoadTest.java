/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SparkLoadTest {
  private static String master(int cores, String active) {
    return """
        { "url" : "spark://127.0.0.1:7077",
          "workers" : [ { "id" : "w", "cores" : 2, "coresused" : %d, "state" : "ALIVE" } ],
          "aliveworkers" : 1, "cores" : 2, "coresused" : %d,
          "activeapps" : [ %s ],
          "completedapps" : [ { "name" : "done", "cores" : 2, "state" : "FINISHED" } ] }
        """
        .formatted(cores, cores, active);
  }

  private static String app(String name) {
    return "{ \"id\" : \"a\", \"name\" : \"%s\", \"state\" : \"WAITING\" }".formatted(name);
  }

  @Test
  void aClusterWithoutApplicationsIsIdle() {
    assertThat(SparkLoad.busy(master(0, ""))).isFalse();
  }

  @Test
  void theConnectServerWithoutCoresIsIdle() {
    assertThat(SparkLoad.busy(master(0, app("spark-connect")))).isFalse();
  }

  @Test
  void coresInUseAreWork() {
    assertThat(SparkLoad.busy(master(2, app("spark-connect")))).isTrue();
  }

  @Test
  void anApplicationThatWaitsForCoresIsWork() {
    assertThat(SparkLoad.busy(master(0, app("spark-connect") + "," + app("etl")))).isTrue();
  }
}

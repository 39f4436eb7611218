/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark.inside;

import org.apache.spark.SparkConf;
import org.apache.spark.deploy.worker.Worker$;
import org.apache.spark.deploy.worker.WorkerArguments;
import org.apache.spark.rpc.RpcEnv;

/**
 * Starts Spark's Worker, which talks only to those who know the cluster's secret.
 *
 * <p>The Worker of standalone mode hands the secret to its executors by their environment, where
 * every process listing of the same user shows it. It decides so by its configuration, long after
 * its own connections were made with the secret. So authentication is turned off in the
 * configuration as soon as those exist: the executors then get no secret from the Worker, and take
 * it from the credentials file that {@code HADOOP_TOKEN_FILE_LOCATION} names.
 */
public final class WorkerMain {
  private WorkerMain() {}

  /** Runs the Worker with the arguments of Spark's own until it is ended. */
  public static void main(String[] args) {
    SparkConf conf = new SparkConf();
    WorkerArguments arguments = new WorkerArguments(args, conf);
    if (!conf.getBoolean("spark.authenticate", false)) {
      throw new IllegalStateException("the Worker must authenticate; is its configuration there?");
    }
    Worker$ worker = Worker$.MODULE$;
    RpcEnv environment =
        worker.startRpcEnvAndEndpoint(
            arguments.host(),
            arguments.port(),
            arguments.webUiPort(),
            arguments.cores(),
            arguments.memory(),
            arguments.masters(),
            arguments.workDir(),
            worker.startRpcEnvAndEndpoint$default$8(),
            conf,
            worker.startRpcEnvAndEndpoint$default$10());
    conf.set("spark.authenticate", "false").remove("spark.authenticate.secret");
    environment.awaitTermination();
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.samples;

import java.io.IOException;
import java.util.Random;

/**
 * What each rank of {@link TrainingJob} runs: it fits y = 3x - 1 to points of its own, and after
 * each step all ranks go on with the mean of their gradients.
 */
public final class TrainingRank {
  private static final int STEPS = 400;
  private static final double RATE = 0.5;

  private TrainingRank() {}

  /** Trains, and prints what was learned. */
  public static void main(String[] args) throws IOException {
    int rank = Integer.parseInt(System.getenv("RANK"));
    int ranks = Integer.parseInt(System.getenv("WORLD_SIZE"));
    String master = System.getenv("MASTER_ADDR");
    int port = Integer.parseInt(System.getenv("MASTER_PORT"));
    try (RankGroup group = RankGroup.meet(rank, ranks, master, port)) {
      Random points = new Random(rank);
      double slope = 0;
      double offset = 0;
      for (int step = 0; step < STEPS; step++) {
        double x = points.nextDouble();
        double error = slope * x + offset - (3 * x - 1);
        slope -= RATE * group.mean(error * x);
        offset -= RATE * group.mean(error);
      }
      System.out.printf("rank %d of %d learned y = %.2fx %+.2f%n", rank, ranks, slope, offset);
    }
  }
}

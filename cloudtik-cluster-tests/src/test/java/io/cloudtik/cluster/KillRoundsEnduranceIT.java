/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cluster lives its whole life, and at a random moment a random process of it is killed: the
 * cluster has what was wished for all the same, and nothing is left at the end. {@code
 * build/endurance} runs it, 100 rounds unless {@code cloudtik.endurance.kills} says another number.
 */
@EnabledIfSystemProperty(named = "cloudtik.endurance", matches = "true")
class KillRoundsEnduranceIT {
  private static final int ROUNDS = Integer.getInteger("cloudtik.endurance.kills", 100);
  private static final long SEED = Long.getLong("cloudtik.endurance.seed", 20_261_122);

  /** A whole life takes about as long on a quiet machine with two cores. */
  private static final long LIFE_MILLIS = Long.getLong("cloudtik.endurance.life", 9_000);

  @TempDir Path directory;

  @Test
  void whoeverIsKilledTheEndIsTheSame() throws Exception {
    Random random = new Random(SEED);
    Path home = directory.resolve("home");
    for (int round = 1; round <= ROUNDS; round++) {
      Victim victim = Victim.values()[random.nextInt(Victim.values().length)];
      long moment = (long) (random.nextDouble() * LIFE_MILLIS);
      String about = "round %d of seed %d: %s after %d ms".formatted(round, SEED, victim, moment);
      String said = round(home, "key-" + round, victim, moment, about);

      assertThat(said).as(about).endsWith("DONE\n");
      assertThat(home.resolve("local/demo/nodes")).as(about).isEmptyDirectory();
      assertThat(home.resolve("local/demo/store/documents/lives")).as(about).doesNotExist();
      assertThat(home.resolve("local/demo/store/documents/operations")).as(about).doesNotExist();
      assertThat(Running.below(home)).as(about).isEmpty();
    }
    System.out.printf("ENDURANCE kills=%d seed=%d all ended as wished%n", ROUNDS, SEED);
  }

  /** Returns what the last client said. */
  private String round(Path home, String key, Victim victim, long moment, String about)
      throws Exception {
    Path log = Files.createTempFile(directory, "client", ".log");
    Process client = client(home, key, log);
    try {
      boolean ended = client.waitFor(moment, TimeUnit.MILLISECONDS);
      if (victim == Victim.CLIENT && !ended) {
        client.destroyForcibly().waitFor();
        Files.writeString(log, "");
        client = client(home, key, log);
      }
      String killed = victim == Victim.CLIENT ? "the client" : kill(home, victim, client);
      System.out.println(about + ", killed " + killed);
      assertThat(client.waitFor(6, TimeUnit.MINUTES)).as("%s: %s", about, text(log)).isTrue();
      assertThat(client.exitValue()).as("%s: %s", about, text(log)).isZero();
      return text(log);
    } finally {
      client.destroyForcibly().waitFor();
    }
  }

  /** Kills the first of its kind that is seen before the life is over; returns whom. */
  private static String kill(Path home, Victim victim, Process client) throws Exception {
    while (!client.waitFor(20, TimeUnit.MILLISECONDS)) {
      List<ProcessHandle> found = victim.below(home);
      if (!found.isEmpty()) {
        ProcessHandle first = found.get(0);
        first.destroyForcibly();
        return "process " + first.pid();
      }
    }
    return "nobody, as there was none from then on";
  }

  private static Process client(Path home, String key, Path log) throws IOException {
    return OtherJvm.of(WholeLife.class, home, key)
        .builder()
        .redirectOutput(Redirect.appendTo(log.toFile()))
        .start();
  }

  private static String text(Path log) throws IOException {
    return Files.readString(log, StandardCharsets.UTF_8);
  }
}

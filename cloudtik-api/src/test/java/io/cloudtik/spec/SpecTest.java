/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.error.InvalidSpecException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpecTest {
  @Test
  void defaultsAreTheDocumentedOnes() {
    ClusterSpec spec = ClusterSpec.builder().name("etl").build();

    assertThat(spec.redisShards()).isEqualTo(1);
    assertThat(spec.workerGroups()).hasSize(1);
    assertThat(spec.workerGroups().get(0).name()).isEqualTo("workers");
    assertThat(spec.workerGroups().get(0).min()).isEqualTo(1);
    assertThat(spec.workerGroups().get(0).max()).isEqualTo(1);
    assertThat(spec.lifetime()).isEmpty();
    assertThat(spec.effectiveLifetime().idleLimit()).contains(Duration.ofHours(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "Etl", "1a", "a-", "a b", "a\nb", "a'b", "ünï", "a/../b", "a_b"})
  void aBadNameIsRefusedAndQuoted(String name) {
    assertThatThrownBy(() -> ClusterSpec.builder().name(name).build())
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining("cluster.name: expected 1 to 32 characters")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void aMissingNameIsTold() {
    assertThatThrownBy(() -> ClusterSpec.builder().build())
        .isInstanceOfSatisfying(
            InvalidSpecException.class, e -> assertThat(e.missing()).containsExactly("name"));
  }

  @Test
  void minOverMaxAndBadResourcesAreToldAtOnce() {
    assertThatThrownBy(
            () ->
                WorkerGroupSpec.builder()
                    .min(3)
                    .max(1)
                    .cpus(0)
                    .memory(DataSize.mib(1))
                    .gpus(-1)
                    .build())
        .isInstanceOfSatisfying(
            InvalidSpecException.class, e -> assertThat(e.problems()).hasSize(4))
        .hasMessageContaining("workers: expected 0 <= min <= max, got min=3 max=1")
        .hasMessageContaining("workers.cpus: expected 1 to 1024, got 0")
        .hasMessageContaining("workers.memory: expected 512MiB")
        .hasMessageContaining("workers.gpus: expected 0 to 1024, got -1");
  }

  @Test
  void maxFollowsMinUnlessItIsSet() {
    assertThat(WorkerGroupSpec.builder().min(4).build().max()).isEqualTo(4);
  }

  @Test
  void shardsHaveBounds() {
    assertThatThrownBy(() -> ClusterSpec.builder().name("a").redisShards(17).build())
        .hasMessageContaining("redisShards: expected 0 to 16, got 17");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/passwd", "../x", "a/../../b", "", "."})
  void aFileCannotLeaveItsDirectory(String target) {
    assertThatThrownBy(() -> FileSpec.of(Path.of("x"), target))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining("files.target");
  }

  @Test
  void aCopyWithLeavesTheFirstAsItWas() {
    ClusterSpec base = ClusterSpec.builder().name("etl").build();
    ClusterSpec changed = base.with(spec -> spec.redisShards(0));

    assertThat(base.redisShards()).isEqualTo(1);
    assertThat(changed.redisShards()).isZero();
    assertThat(changed).isNotEqualTo(base);
  }

  @Test
  void sizesReadWhatTheyWrite() {
    for (DataSize size : new DataSize[] {DataSize.gib(32), DataSize.mib(1536), DataSize.bytes(7)}) {
      assertThat(DataSize.parse(size.toString())).isEqualTo(size);
    }
    assertThatThrownBy(() -> DataSize.parse("lots")).hasMessageContaining("'lots'");
    assertThatThrownBy(() -> DataSize.gib(Long.MAX_VALUE)).isInstanceOf(InvalidSpecException.class);
  }

  @Test
  void aLifetimeSaysWhatItMeans() {
    assertThat(Lifetime.untilIdle(Duration.ofMinutes(30)).atMost(Duration.ofHours(4)))
        .hasToString("until idle for PT30M, at most PT4H");
    assertThatThrownBy(() -> Lifetime.untilIdle(Duration.ofSeconds(1)))
        .hasMessageContaining("lifetime.untilIdle: expected PT10S to 36500 days, got PT1S");
  }

  @Test
  void aJobChecksKeyFilesAndEnvironment() {
    assertThatThrownBy(
            () ->
                JobSpec.command("ls")
                    .with(
                        job ->
                            job.key(" ")
                                .putFiles("../x", Path.of("x"))
                                .putEnvironment("A B", "c")
                                .timeLimit(Duration.ZERO)))
        .isInstanceOfSatisfying(
            InvalidSpecException.class, e -> assertThat(e.problems()).hasSize(4));
  }
}

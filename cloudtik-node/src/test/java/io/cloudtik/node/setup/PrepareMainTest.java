/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.PrepareLine;
import io.cloudtik.impl.bootstrap.PrepareRequest;
import io.cloudtik.impl.json.Json;
import io.cloudtik.spec.ClusterSpec;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrepareMainTest {
  @TempDir Path directory;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private int prepare(Map<String, String> optionsOfApp, List<String> runtimes) {
    ClusterSpec spec =
        ClusterSpec.builder()
            .name("etl")
            .addRuntimes(new ScriptedRuntime.Config("base", Map.of()))
            .addRuntimes(new ScriptedRuntime.Config("app", optionsOfApp))
            .build();
    Path file = directory.resolve("request.json");
    PrepareRequest request = new PrepareRequest(spec, directory.resolve("cache"), runtimes, "s3a");
    LocalFiles.write(file, Json.write(request), false);
    return PrepareMain.run(file, new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  private List<String> lines() {
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void eachRuntimePreparesInItsOwnCache() {
    assertThat(prepare(Map.of(), List.of("app", "base"))).isZero();

    assertThat(lines())
        .containsExactly(
            "{\"message\":\"half of etl\",\"done\":1,\"total\":2}",
            "{\"message\":\"half of etl\",\"done\":1,\"total\":2}",
            "{\"ok\":true,\"delivered\":{}}");
    assertThat(directory.resolve("cache/base/prepared")).hasContent("base for s3a");
    assertThat(directory.resolve("cache/app/prepared")).hasContent("app for s3a");
  }

  @Test
  void onlyTheNamedRuntimesPrepare() {
    assertThat(prepare(Map.of("fail", "prepare"), List.of("base"))).isZero();

    assertThat(directory.resolve("cache/app")).doesNotExist();
  }

  @Test
  void itIsSaidWhatMakesAnotherRunNeedlessIfAllRuntimesSaySo() {
    assertThat(prepare(Map.of("lasts", "true"), List.of("app"))).isZero();
    assertThat(last().files()).containsExactly(directory.resolve("cache/app/prepared").toString());

    assertThat(prepare(Map.of("lasts", "true"), List.of("app", "base"))).isZero();
    assertThat(last().files()).isNull();
  }

  @Test
  void itIsSaidWhatNodesElsewhereNeed() {
    assertThat(prepare(Map.of("deliver", "jars/one.jar"), List.of("app", "base"))).isZero();

    assertThat(last().delivered())
        .containsExactly(
            Map.entry("app/jars/one.jar", directory.resolve("cache/app/prepared").toString()));
  }

  private PrepareLine last() {
    List<String> lines = lines();
    return Json.read(lines.get(lines.size() - 1), PrepareLine.class);
  }

  @Test
  void aFailureIsTheLastLine() {
    assertThat(prepare(Map.of("fail", "prepare"), List.of("app"))).isEqualTo(1);

    PrepareLine last = Json.read(lines().get(1), PrepareLine.class);
    assertThat(last.ok()).isFalse();
    assertThat(last.code()).isEqualTo("ARTIFACT_UNRESOLVED");
    assertThat(last.error()).isEqualTo("prepare of app failed; try another version");
  }

  @Test
  void aDefectIsTold() {
    assertThat(prepare(Map.of("defect", "prepare"), List.of("app"))).isEqualTo(1);

    PrepareLine last = Json.read(lines().get(1), PrepareLine.class);
    assertThat(last.code()).isEqualTo("INTERNAL");
    assertThat(last.error()).contains("a bug in prepare");
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.impl.json.Json;
import io.cloudtik.spec.DataSize;
import io.cloudtik.spi.provider.NodeShape;
import io.cloudtik.spi.provider.ProcessAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeConfigTest {
  private static final Map<String, String> OPTIONS = Map.of("fs.s3a.endpoint.region", "eu-west-1");

  private static NodeConfig config() {
    return new NodeConfig(
        1,
        "ws",
        "aws",
        Map.of(),
        "etl",
        "uid",
        "workers-1",
        "workers",
        "",
        false,
        true,
        NodeShape.builder().instanceType("t").cpus(1).memory(DataSize.gib(1)).build(),
        Map.of(),
        List.of("spark"),
        "s3a://bucket/ws/data/",
        OPTIONS);
  }

  @Test
  void theWayToSharedDataStaysWhenTheNodeHasAMachine() {
    NodeConfig placed =
        config().at(ProcessAddress.builder().host("127.0.0.9").directory(Path.of("/n")).build());

    assertThat(placed.host()).isEqualTo("127.0.0.9");
    assertThat(placed.dataUri()).isEqualTo("s3a://bucket/ws/data/");
    assertThat(placed.dataOptions()).isEqualTo(OPTIONS);
    assertThat(Json.read(Json.write(placed), NodeConfig.class)).isEqualTo(placed);
  }

  @Test
  void documentsOfOlderVersionsHaveNoOptions() {
    String older = Json.write(config()).replaceAll(",\"dataOptions\":\\{[^}]*}", "");

    assertThat(older).doesNotContain("dataOptions");
    assertThat(Json.read(older, NodeConfig.class).dataOptions()).isEmpty();
  }
}

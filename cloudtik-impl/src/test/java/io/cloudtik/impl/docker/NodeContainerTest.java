/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Device;
import com.github.dockerjava.api.model.DeviceRequest;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Mount;
import io.cloudtik.impl.access.MachineAccesses;
import io.cloudtik.spec.ContainerMount;
import io.cloudtik.spec.ContainerSpec;
import io.cloudtik.spec.DataSize;
import io.cloudtik.spi.provider.ProcessAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Docker is asked for, as far as not every machine can show it. */
class NodeContainerTest {
  private static final Path ROOT = Path.of("/srv/node");
  private static final ContainerSpec SPEC =
      ContainerSpec.builder()
          .image("a:1")
          .addMounts(ContainerMount.of(Path.of("/data: x")))
          .addCapabilities("SYS_PTRACE")
          .addDevices(Path.of("/dev/fuse"))
          .build();

  private static HostConfig config(ContainerSpec spec, DataSize needed, boolean gpus) {
    ContainerWish wish = new ContainerWish(spec, List.of(Path.of("/store")), needed, null, null);
    return new NodeContainer(
            MachineAccesses.open(ProcessAddress.builder().host("h").directory(ROOT).build()))
        .hostConfig(new ContainerPlan(wish, "a:1", Map.of(), Map.of(), gpus));
  }

  @Test
  void mountsCapabilitiesAndDevicesAreAskedFor() {
    HostConfig config = config(SPEC, DataSize.bytes(0), false);

    assertThat(config.getNetworkMode()).isEqualTo("host");
    assertThat(config.getMounts())
        .extracting(Mount::getTarget)
        .containsExactly("/srv/node", "/store", "/data: x");
    assertThat(config.getCapAdd()).containsExactly(Capability.SYS_PTRACE);
    assertThat(config.getDevices()).extracting(Device::getPathOnHost).containsExactly("/dev/fuse");
    assertThat(config.getDeviceRequests()).isNull();
  }

  @Test
  void gpusAreAskedForAsSuch() {
    assertThat(config(SPEC, DataSize.bytes(0), true).getDeviceRequests())
        .extracting(DeviceRequest::getCapabilities)
        .containsExactly(List.of(List.of("gpu")));
  }

  @Test
  void sharedMemoryIsWhatTheUserSaysElseWhatRuntimesNeedElseTheUsual() {
    assertThat(config(SPEC, DataSize.bytes(0), false).getShmSize()).isEqualTo(64L << 20);
    assertThat(config(SPEC, DataSize.gib(3), false).getShmSize()).isEqualTo(3L << 30);
    ContainerSpec own = SPEC.with(spec -> spec.sharedMemory(DataSize.mib(10)));
    assertThat(config(own, DataSize.gib(3), false).getShmSize()).isEqualTo(10L << 20);
  }

  @Test
  void linesAreMadeOfPiecesHoweverTheyAreCut() {
    List<String> lines = new ArrayList<>();
    OutputLines out = new OutputLines(lines::add);
    for (byte each : "ü one\r\ntwo\rthree\n\nfour".getBytes(StandardCharsets.UTF_8)) {
      out.add(new byte[] {each});
    }
    out.end();

    assertThat(lines).containsExactly("ü one", "two", "three", "", "four");
  }
}

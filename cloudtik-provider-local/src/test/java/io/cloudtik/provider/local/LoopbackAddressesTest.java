/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class LoopbackAddressesTest {
  @Test
  void addressesLieInTheRangeAndFollowFromTheName() {
    for (int i = 0; i < 2000; i++) {
      String address = LoopbackAddresses.candidate("machine", i);
      String[] octets = address.split("\\.");
      assertThat(octets[0]).isEqualTo("127");
      assertThat(Integer.parseInt(octets[1])).isBetween(16, 254);
      assertThat(Integer.parseInt(octets[3])).isBetween(1, 254);
      assertThat(LoopbackAddresses.candidate("machine", i)).isEqualTo(address);
    }
    assertThat(LoopbackAddresses.candidate("a", 0))
        .isNotEqualTo(LoopbackAddresses.candidate("b", 0));
  }

  @Test
  void anAddressThatAnotherMachineHasIsPassedOver() throws IOException {
    String first = LoopbackAddresses.choose("machine", Set.of()).orElseThrow();

    assertThat(LoopbackAddresses.choose("machine", Set.of(first)))
        .isPresent()
        .get()
        .isNotEqualTo(first);
  }

  @Test
  void anAddressWithASocketIsPassedOver() throws IOException {
    String first = LoopbackAddresses.choose("machine-2", Set.of()).orElseThrow();
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(first))) {
      assertThat(socket.isBound()).isTrue();
      assertThat(LoopbackAddresses.choose("machine-2", Set.of()))
          .isPresent()
          .get()
          .isNotEqualTo(first);
    }
    assertThat(LoopbackAddresses.choose("machine-2", Set.of())).contains(first);
  }

  @Test
  void bothTablesOfTheKernelAreUnderstood() {
    assertThat(
            BoundAddresses.parse(
                List.of(
                    "  sl  local_address rem_address   st tx_queue rx_queue",
                    "   0: 0307147F:18EB 00000000:0000 0A 00000000:00000000 00:00000000",
                    "   1: 0000000000000000FFFF00000400107F:1F90 00000000000000000000000000000000:0"
                        + " 0A",
                    "   2: 00000000000000000000000001000000:1F90 00000000000000000000000000000000:0"
                        + " 0A",
                    "")))
        .containsExactlyInAnyOrder("127.20.7.3", "127.16.0.4");
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SubnetTest {
  @Test
  void addressesAreOfTheSubnetAndNotTheGateways() {
    Subnet subnet = Subnet.parse("172.18.0.0/16");

    assertThat(subnet.text()).isEqualTo("172.18.0.0/16");
    assertThat(subnet.free(Set.of(), 0)).isEqualTo("172.18.0.2");
    assertThat(subnet.free(Set.of("172.18.0.2"), 0)).isEqualTo("172.18.0.3");
    assertThat(subnet.free(Set.of(), 300)).isEqualTo("172.18.1.46");
    assertThat(subnet.free(Set.of(), -1)).isEqualTo("172.18.255.254");
  }

  @Test
  void allAddressesAreUsedBeforeNoneIsLeft() {
    Subnet subnet = Subnet.parse("10.1.2.240/28");
    Set<String> used = new HashSet<>();
    for (int i = 0; i < 13; i++) {
      assertThat(used.add(subnet.free(used, 7))).isTrue();
    }
    assertThat(used).contains("10.1.2.242", "10.1.2.254").doesNotContain("10.1.2.255");
    assertThatThrownBy(() -> subnet.free(used, 7)).hasMessageContaining("10.1.2.240/28");
  }
}

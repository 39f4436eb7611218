/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;

class HostKeyTest {
  @Test
  void keysAreEd25519AndNeverTheSame() {
    String[] line = HostKey.random().publicLine().split(" ", -1);

    assertThat(line).hasSize(2);
    assertThat(line[0]).isEqualTo("ssh-ed25519");
    assertThat(Base64.getDecoder().decode(line[1])).hasSize(51);
    assertThat(HostKey.random().publicLine()).isNotEqualTo(HostKey.random().publicLine());
  }

  @Test
  void thePrivateKeyIsInItsFileOnly() {
    HostKey key = HostKey.random();
    String file = new String(key.privateFile(), StandardCharsets.US_ASCII);

    assertThat(file)
        .startsWith("-----BEGIN OPENSSH PRIVATE KEY-----\n")
        .endsWith("-----END OPENSSH PRIVATE KEY-----\n");
    assertThat(key.toString()).contains(key.publicLine()).doesNotContain("PRIVATE");
  }

  @Test
  void filesHaveTheirOwnerAndMode() throws Exception {
    byte[] archive =
        new MachineFiles()
            .directory("etc/a", 0)
            .file("etc/a/key", new byte[] {1, 2}, 7, MachineFiles.SECRET)
            .archive();
    try (var tar = new TarArchiveInputStream(new ByteArrayInputStream(archive))) {
      assertThat(tar.getNextEntry().isDirectory()).isTrue();
      TarArchiveEntry file = tar.getNextEntry();
      assertThat(file.getName()).isEqualTo("etc/a/key");
      assertThat(file.getMode() & 0777).isEqualTo(0600);
      assertThat(file.getLongUserId()).isEqualTo(7);
      assertThat(tar.readAllBytes()).containsExactly(1, 2);
    }
  }
}

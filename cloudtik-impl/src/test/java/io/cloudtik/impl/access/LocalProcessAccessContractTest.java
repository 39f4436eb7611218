/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access;

import io.cloudtik.spi.provider.ProcessAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class LocalProcessAccessContractTest extends MachineAccessContractTest {
  @TempDir Path directory;

  @Override
  protected MachineAccess open() {
    return new LocalProcessAccess(
        ProcessAddress.builder().host("127.0.0.1").directory(directory.resolve("a b ü")).build());
  }
}

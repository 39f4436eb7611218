/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Directories are read-only for a while. */
class ReadOnlyPlacesIT {
  private static final String SETPRIV = "/usr/bin/setpriv";

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatCannotBeWrittenIsToldAndThingsGoOnWhenItCan(boolean cloudLike) throws Exception {
    OtherJvm jvm = OtherJvm.of(ReadOnlyPlaces.class, directory, cloudLike);
    if (SmallDisk.isRoot()) {
      // Root may write everywhere, unless this right is taken from it.
      if (!Files.isExecutable(Path.of(SETPRIV))) {
        System.out.println("NOT TESTED, as root needs setpriv for it: read-only directories");
      }
      assumeTrue(Files.isExecutable(Path.of(SETPRIV)));
      jvm = jvm.startedBy(SETPRIV, "--bounding-set", "-dac_override,-dac_read_search");
    }

    assertThat(jvm.run()).contains("DONE");
  }
}

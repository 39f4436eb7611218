/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Puts our few classes that run inside of Spark's processes into a folder of their own, so that
 * nothing else of the bundle is on Spark's class path.
 */
final class InsideClasses {
  private static final String PACKAGE = "io/cloudtik/runtime/spark/inside/";

  /** Every class of the package, nested ones too; a test compares it with what is there. */
  static final List<String> NAMES =
      List.of(
          "ResultTable",
          "RunSql",
          "SqlScript",
          "SqlScript$1",
          "SqlScript$Mode",
          "WithEventDirectory",
          "WorkerMain");

  private InsideClasses() {}

  static void copyTo(Path folder) throws IOException {
    Path target = Files.createDirectories(folder.resolve(PACKAGE));
    for (String name : NAMES) {
      String resource = PACKAGE + name + ".class";
      try (InputStream in = InsideClasses.class.getClassLoader().getResourceAsStream(resource)) {
        if (in == null) {
          throw new IOException("the bundle of the Spark runtime lacks " + resource);
        }
        Files.copy(in, target.resolve(name + ".class"), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}

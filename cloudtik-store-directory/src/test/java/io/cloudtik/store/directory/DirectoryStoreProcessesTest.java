/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.store.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.spi.store.WorkspaceStore;
import io.cloudtik.spi.store.WriteCondition;
import io.cloudtik.testkit.Eventually;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes, and several copies of the library in one process, use one store. */
class DirectoryStoreProcessesTest {
  private static final int TIMES = 150;

  @TempDir private Path root;

  @Test
  void incrementsOfTwoJvmsAreAllKept() throws Exception {
    List<Process> jvms = List.of(jvm(TIMES), jvm(TIMES));
    new StoreWriter(root, TIMES).run();

    for (Process jvm : jvms) {
      assertThat(jvm.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(jvm.exitValue()).isZero();
    }
    assertThat(text("counter")).isEqualTo(Integer.toString(3 * TIMES));
  }

  @Test
  void incrementsOfTwoCopiesOfTheClassesInOneJvmAreAllKept() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try (URLClassLoader first = copy();
        URLClassLoader second = copy()) {
      List<Future<?>> writers = new ArrayList<>();
      for (ClassLoader loader : List.of(first, second, getClass().getClassLoader())) {
        Class<?> writer = loader.loadClass(StoreWriter.class.getName());
        Runnable run =
            (Runnable) writer.getConstructor(Path.class, Integer.class).newInstance(root, TIMES);
        writers.add(threads.submit(run));
      }
      assertThat(first.loadClass(StoreWriter.class.getName())).isNotSameAs(StoreWriter.class);
      for (Future<?> writer : writers) {
        writer.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(text("counter")).isEqualTo(Integer.toString(3 * TIMES));
  }

  @Test
  void aWriterThatIsKilledLeavesAWholeDocumentAndNoLock() throws Exception {
    for (int round = 0; round < 3; round++) {
      Process writer = jvm(0);
      try {
        String before = store().read("large").map(d -> d.version()).orElse("");
        Eventually.becomes(
            "the other process writes",
            () -> store().read("large").map(d -> d.version()),
            version -> version.isPresent() && !version.equals(Optional.of(before)));
      } finally {
        writer.destroyForcibly().waitFor();
      }

      String text = text("large");
      assertThat(text).hasSize(1 << 20).matches(t -> t.charAt(0) == t.charAt(t.length() - 1));
      store().write("after", "kill", WriteCondition.always(), null);
      store().delete("large", WriteCondition.always());
      assertThat(store().list("")).containsExactly("after");
    }
  }

  private Process jvm(int times) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            StoreWriter.class.getName(),
            root.toString(),
            Integer.toString(times))
        .inheritIO()
        .start();
  }

  /** Loads everything again, as two applications in one server would. */
  private static URLClassLoader copy() {
    URL[] path =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(DirectoryStoreProcessesTest::url)
            .toArray(URL[]::new);
    return new URLClassLoader(path, ClassLoader.getPlatformClassLoader());
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  private WorkspaceStore store() {
    return new DirectoryStore(root, Clock.systemUTC());
  }

  private String text(String key) {
    return store().read(key).orElseThrow().text();
  }
}

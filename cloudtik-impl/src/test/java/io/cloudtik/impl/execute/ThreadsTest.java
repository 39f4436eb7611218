/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.execute;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThreadsTest {
  private final ExecutorService pool = Executors.newSingleThreadExecutor(Threads.named("test"));
  private final Executor executor = Threads.withLoaderOfCaller(pool);
  private final ClassLoader before = Thread.currentThread().getContextClassLoader();

  @AfterEach
  void putBack() {
    Thread.currentThread().setContextClassLoader(before);
    pool.shutdown();
  }

  @Test
  void workFindsWhatItsCallerFindsOnAThreadThatIsOlder() throws Exception {
    assertThat(loaderAtWork()).isSameAs(before);
    try (URLClassLoader plugins = new URLClassLoader(new URL[0], before)) {
      Thread.currentThread().setContextClassLoader(plugins);
      assertThat(loaderAtWork()).isSameAs(plugins);
    }
    assertThat(loaderOfThread()).isSameAs(before);
  }

  private ClassLoader loaderAtWork() {
    return CompletableFuture.supplyAsync(ThreadsTest::loader, executor).join();
  }

  private ClassLoader loaderOfThread() {
    return CompletableFuture.supplyAsync(ThreadsTest::loader, pool).join();
  }

  private static ClassLoader loader() {
    return Thread.currentThread().getContextClassLoader();
  }
}

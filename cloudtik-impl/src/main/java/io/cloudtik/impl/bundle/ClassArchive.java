/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.bundle;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.impl.access.LocalFiles;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The classes of the node bundle as the Java machine has them in memory (an AppCDS archive), made
 * once for each bundle and each Java. With it our processes start in less than half the time and
 * share memory. It lies beside its jar and fits only this file, under whatever name. Everything
 * works without it.
 */
public final class ClassArchive {
  /** The system property that turns archives off. */
  public static final String PROPERTY = "cloudtik.class.archive";

  private static final Logger logger = LoggerFactory.getLogger(ClassArchive.class);
  private static final int DEADLINE_SECONDS = 60;
  private static final String JAVA =
      Integer.toHexString(
          Objects.hash(System.getProperty("java.home"), System.getProperty("java.vm.version")));

  private ClassArchive() {}

  /** Returns where the archive of a jar lies for this Java, whether or not it is there. */
  public static Path of(Path jar) {
    String name = String.valueOf(jar.getFileName());
    return jar.resolveSibling(
        name.substring(0, name.length() - ".jar".length()) + "-" + JAVA + ".jsa");
  }

  /** Says whether a jar has an archive for this Java. */
  public static boolean isThere(Path jar) {
    return Files.isRegularFile(of(jar));
  }

  /** Returns the flags of a Java machine whose class path begins with a jar. */
  public static List<String> flags(Path jar) {
    return isThere(jar) ? List.of("-Xshare:auto", "-XX:SharedArchiveFile=" + of(jar)) : List.of();
  }

  /**
   * Makes the archive of the node bundle unless it is there, or the system property {@value
   * #PROPERTY} is {@code false}; takes about five seconds. Whoever starts a cluster must not fail
   * for want of it, as with a full disk.
   */
  public static void offer(Path jar) {
    if (!Boolean.parseBoolean(System.getProperty(PROPERTY, "true"))) {
      return;
    }
    try {
      make(jar);
    } catch (CloudTikException e) {
      logger.debug("jar={} class-archive=none", jar, e);
    }
  }

  /** As {@link #offer}, whatever the property says. */
  public static void make(Path jar) {
    if (isThere(jar)) {
      return;
    }
    Path work = LocalFiles.temporaryDirectory();
    Path draft = jar.resolveSibling("." + UUID.randomUUID() + ".jsa");
    try {
      if (run(jar, draft, work)) {
        Files.move(draft, of(jar), StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      logger.debug("jar={} class-archive=none", jar, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      LocalFiles.deleteTree(work);
      LocalFiles.deleteQuietly(draft);
    }
  }

  private static boolean run(Path jar, Path draft, Path work)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:ArchiveClassesAtExit=" + draft,
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                jar.toString(),
                "io.cloudtik.node.RehearsalMain",
                work.toString())
            .redirectInput(Redirect.from(new File("/dev/null")))
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start();
    try {
      boolean ended = process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS);
      if (ended && process.exitValue() == 0 && Files.isRegularFile(draft)) {
        return true;
      }
      logger.debug("jar={} class-archive=none exit={}", jar, ended ? process.exitValue() : "none");
      return false;
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.setup;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.PrepareLine;
import io.cloudtik.impl.bootstrap.PrepareRequest;
import io.cloudtik.impl.discovery.Discovery;
import io.cloudtik.impl.json.Json;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.RuntimeConfig;
import io.cloudtik.spi.runtime.HookContext;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prepares runtimes on the client: {@code PrepareMain <file with a PrepareRequest>}. Prints one
 * {@link PrepareLine} as JSON for each progress and one at the end; nothing else goes to standard
 * output. Ends with 0, or 1 after a failure.
 */
public final class PrepareMain {
  private static final Logger logger = LoggerFactory.getLogger(PrepareMain.class);

  private PrepareMain() {}

  /** Runs the {@code prepare} hooks of all runtimes of the request, one after another. */
  public static void main(String[] args) {
    PrintStream lines = System.out;
    System.setOut(System.err); // what a runtime prints must not get between the lines
    if (args.length != 1) {
      System.err.println("usage: PrepareMain <request file>");
      System.exit(2);
    }
    System.exit(run(Path.of(args[0]), lines));
  }

  static int run(Path requestFile, PrintStream lines) {
    PrepareLine end = prepare(requestFile, lines);
    print(lines, end);
    return Boolean.TRUE.equals(end.ok()) ? 0 : 1;
  }

  private static PrepareLine prepare(Path requestFile, PrintStream lines) {
    try {
      PrepareRequest request =
          Json.read(LocalFiles.read(requestFile).orElse(""), PrepareRequest.class);
      Set<String> files = new TreeSet<>();
      Map<String, String> delivered = new TreeMap<>();
      boolean lasts = true;
      for (RuntimeConfig each : request.spec().runtimes()) {
        if (request.runtimes().contains(each.runtime())) {
          Path cache = Files.createDirectories(request.cache().resolve(each.runtime()));
          Hook hook = Hook.of(request, cache, lines);
          Discovery.runtime(each.runtime()).create(each).prepare(hook);
          lasts &= !hook.files().isEmpty();
          files.addAll(hook.files());
          hook.delivered()
              .forEach((name, file) -> delivered.put(each.runtime() + "/" + name, file.toString()));
        }
      }
      return PrepareLine.success(lasts ? List.copyOf(files) : null, delivered);
    } catch (CloudTikException e) {
      logger.error("prepare failed", e);
      return PrepareLine.failure(e);
    } catch (IOException | RuntimeException | LinkageError e) {
      logger.error("prepare failed", e);
      return PrepareLine.failure(
          new CloudTikException(ErrorCode.INTERNAL, "preparing runtimes failed: " + e, e));
    }
  }

  private static void print(PrintStream lines, PrepareLine line) {
    synchronized (lines) {
      lines.println(Json.write(line));
      lines.flush();
    }
  }

  private record Hook(
      ClusterSpec spec,
      String dataScheme,
      Path cache,
      PrintStream lines,
      Set<String> files,
      Map<String, Path> delivered)
      implements HookContext {
    static Hook of(PrepareRequest request, Path cache, PrintStream lines) {
      return new Hook(
          request.spec(), request.dataScheme(), cache, lines, new TreeSet<>(), new TreeMap<>());
    }

    @Override
    public void progress(String message, long done, long total) {
      print(lines, PrepareLine.progress(message, done, total));
    }

    @Override
    public void doneWhileThereAre(Collection<Path> all) {
      all.forEach(file -> files.add(file.toString()));
    }

    @Override
    public void deliver(String name, Path source) {
      delivered.put(name, source.toAbsolutePath());
    }
  }
}

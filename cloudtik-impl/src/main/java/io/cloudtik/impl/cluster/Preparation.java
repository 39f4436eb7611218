/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.cluster;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.FileErrors;
import io.cloudtik.event.Step;
import io.cloudtik.impl.WorkspaceContext;
import io.cloudtik.impl.access.Home;
import io.cloudtik.impl.bootstrap.PrepareLine;
import io.cloudtik.impl.bootstrap.PrepareRequest;
import io.cloudtik.impl.bundle.Bundle;
import io.cloudtik.impl.bundle.Bundles;
import io.cloudtik.impl.bundle.ClassArchive;
import io.cloudtik.impl.execute.Progress;
import io.cloudtik.impl.json.Json;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.RuntimeConfig;
import io.cloudtik.spi.store.ObjectArea;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Gets together what a cluster needs before anything of it is started: the bundles, and whatever
 * its runtimes fetch beforehand. A failure here leaves nothing but caches.
 */
final class Preparation {
  /** What says where the user's caches and settings are. */
  private static final List<String> HANDED_ON =
      List.of("cloudtik.home", "maven.repo.local", "maven.home", "user.home", "java.io.tmpdir");

  private final WorkspaceContext workspace;
  private final ClusterSpec spec;

  Preparation(WorkspaceContext workspace, ClusterSpec spec) {
    this.workspace = workspace;
    this.spec = spec;
  }

  /** Returns the jars that the head needs by name, after they were placed in the workspace once. */
  Map<String, Path> bundles() {
    List<String> names = new ArrayList<>(List.of("node"));
    names.addAll(workspace.providerBundles());
    spec.runtimes().forEach(runtime -> names.add("runtime-" + runtime.runtime()));
    Map<String, Path> jars = new LinkedHashMap<>();
    ObjectArea control = workspace.storage().control();
    for (String name : names) {
      Bundle bundle = Bundles.find(name);
      Path jar = Bundles.materialize(bundle, Home.cache("bundles"));
      String place = "bundles/" + bundle.sha256() + ".jar";
      if (!control.has(place)) {
        control.put(place, jar);
      }
      jars.put(name, jar);
    }
    ClassArchive.offer(Objects.requireNonNull(jars.get("node")));
    return jars;
  }

  /**
   * Runs the prepare hooks of the runtimes in a process of their own, and returns what nodes
   * elsewhere need of it.
   */
  Map<String, Path> runHooks(Map<String, Path> bundles, Progress progress) {
    if (spec.runtimes().isEmpty()) {
      return Map.of();
    }
    List<String> names = spec.runtimes().stream().map(RuntimeConfig::runtime).toList();
    Path cache = Home.cache("runtimes");
    String scheme = workspace.storage().data().uri("").getScheme();
    List<String> given = new ArrayList<>(handedOn());
    given.add("data=" + scheme);
    PreparedBefore before =
        new PreparedBefore(Home.cache("prepared"), spec, bundles.values(), given);
    Optional<Map<String, Path>> lasting = before.lasting();
    if (lasting.isPresent()) {
      return lasting.get();
    }
    try {
      Path request = Files.createTempFile("cloudtik-prepare", ".json");
      try {
        Files.createDirectories(cache);
        Files.writeString(request, Json.write(new PrepareRequest(spec, cache, names, scheme)));
        return before.remember(run(bundles, request, progress));
      } finally {
        Files.deleteIfExists(request);
      }
    } catch (IOException e) {
      throw new CloudTikException(
          ErrorCode.EXEC_FAILED, "cannot prepare " + names + ": " + FileErrors.reason(cache, e), e);
    }
  }

  private static List<String> handedOn() {
    return HANDED_ON.stream()
        .filter(property -> System.getProperty(property) != null)
        .map(property -> "-D" + property + "=" + System.getProperty(property))
        .toList();
  }

  private static String classPath(Map<String, Path> bundles) {
    return bundles.values().stream()
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Returns the last line of the process. */
  private static PrepareLine run(Map<String, Path> bundles, Path request, Progress progress)
      throws IOException {
    Path node = Objects.requireNonNull(bundles.get("node"));
    List<String> command = new ArrayList<>();
    command.add(NodeJava.current().require().program().toString());
    command.addAll(
        List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
    command.addAll(ClassArchive.flags(node));
    command.addAll(handedOn());
    command.addAll(
        List.of(
            "-cp", classPath(bundles), "io.cloudtik.node.setup.PrepareMain", request.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectInput(Redirect.from(new File("/dev/null")))
            .redirectError(Redirect.DISCARD)
            .start();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      PrepareLine last = null;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        progress.checkCancelled();
        if (!line.startsWith("{")) {
          continue;
        }
        PrepareLine told = Json.read(line, PrepareLine.class);
        if (told.error() != null) {
          throw new CloudTikException(code(told.code()), told.error());
        }
        if (Boolean.TRUE.equals(told.ok())) {
          last = told;
        }
        if (told.message() != null) {
          progress.progressed(
              Step.PREPARE, told.message(), orZero(told.done()), orZero(told.total()));
        }
      }
      if (last == null) {
        throw new CloudTikException(
            ErrorCode.EXEC_FAILED,
            "the process that prepares the runtimes ended without an answer; try again");
      }
      return last;
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static long orZero(@Nullable Long number) {
    return number == null ? 0 : number;
  }

  private static ErrorCode code(@Nullable String name) {
    for (ErrorCode code : ErrorCode.values()) {
      if (code.name().equals(name)) {
        return code;
      }
    }
    return ErrorCode.BOOTSTRAP_FAILED;
  }
}

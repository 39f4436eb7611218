/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The package {@code pyspark} of one version in this machine's Python. Python takes a moment to say
 * where it is, much longer behind a version manager, and most nodes have none; so the answer is
 * kept in the cache until something changes in the places where Python looks. Not thread-safe.
 */
final class InstalledPyspark {
  /** Prints where the package has its archives, or that there is none, and then where it looked. */
  private static final String LOOK =
      """
      import importlib.util, os, site, sys
      place = "none"
      if importlib.util.find_spec("pyspark"):
          import importlib.metadata
          if importlib.metadata.version("pyspark") == sys.argv[1]:
              found = importlib.util.find_spec("pyspark")
              place = os.path.join(os.path.dirname(found.origin), "python", "lib")
      print(place)
      manager = os.path.join(os.environ.get("PYENV_ROOT", ""), "version")
      for each in sys.path + [site.getusersitepackages(), sys.executable, manager]:
          if os.path.isabs(each):
              print(each)
      """;

  /** What makes the same program another Python. */
  private static final List<String> VARIABLES =
      List.of("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "CONDA_PREFIX", "PYENV_VERSION", "HOME");

  private static final List<String> NONE = List.of("none");

  private final Python python;
  private final String version;
  private final @Nullable Path program;
  private final Path kept;
  private @Nullable Process looking;

  InstalledPyspark(Python python, String version, Path cache) {
    this.python = python;
    this.version = version;
    this.program = python.find(System.getenv("PATH")).orElse(null);
    List<String> key = new ArrayList<>(List.of(version, String.valueOf(program)));
    VARIABLES.forEach(variable -> key.add(variable + "=" + System.getenv(variable)));
    this.kept = cache.resolve("python-" + Hashes.sha256(String.join("\n", key)) + ".txt");
  }

  /** Begins to look for it, unless that was done before and nothing has changed. */
  void look() {
    if (program == null || kept().isPresent()) {
      return;
    }
    try {
      looking = python.start("-c", LOOK, version);
    } catch (IOException e) {
      // A Python that cannot be started has no package.
      looking = null;
    }
  }

  /** Returns the directory with its archives, if it is installed. */
  Optional<Path> place() throws InterruptedException {
    if (program == null) {
      return Optional.empty();
    }
    if (looking == null) {
      look();
    }
    Process begun = looking;
    looking = null;
    List<String> answer = begun == null ? kept().orElse(NONE) : end(begun);
    return Optional.of(answer.get(0)).filter(place -> !place.equals(NONE.get(0))).map(Path::of);
  }

  private List<String> end(Process begun) throws InterruptedException {
    try {
      Python.Ended look = Python.end(begun);
      List<String> answer = look.output().lines().toList();
      if (look.exitCode() != 0 || answer.isEmpty()) {
        return NONE;
      }
      keep(answer);
      return answer;
    } catch (IOException e) {
      return NONE;
    }
  }

  private void keep(List<String> answer) throws IOException {
    Stream<String> watched = answer.stream().skip(1).map(place -> changed(place) + " " + place);
    String text = String.join("\n", Stream.concat(answer.stream().limit(1), watched).toList());
    PrivateFile.write(kept, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns what was said before; empty if it was never asked, or may not hold any more. */
  private Optional<List<String>> kept() {
    try {
      List<String> lines = Files.exists(kept) ? Files.readAllLines(kept) : List.of();
      boolean holds =
          lines.stream()
              .skip(1)
              .allMatch(line -> line.equals(changed(after(line)) + " " + after(line)));
      return Optional.of(lines).filter(all -> all.size() > 1 && holds);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String after(String line) {
    return line.substring(line.indexOf(' ') + 1);
  }

  /** Returns when a place was last changed, in milliseconds since 1970, or that it is not there. */
  private static String changed(String place) {
    try {
      return Long.toString(Files.getLastModifiedTime(Path.of(place)).toMillis());
    } catch (IOException e) {
      return "absent";
    }
  }
}

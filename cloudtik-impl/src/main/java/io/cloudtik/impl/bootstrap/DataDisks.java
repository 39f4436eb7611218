/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.bootstrap;

import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.access.MachineAccess;
import io.cloudtik.impl.access.MachineScript;
import io.cloudtik.impl.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The disks of a machine that hold data of its node. What we formatted stays formatted and mounted
 * when the node is gone, and is empty then.
 */
public final class DataDisks {
  private static final String SCRIPT = MachineScript.text(DataDisks.class, "data-disks.sh");

  /** Some hundred places are read of each disk, which may be slow, and there may be many. */
  private static final Duration DEADLINE = Duration.ofMinutes(15);

  private static final String USE = "use ";
  private static final String LEAVE = "leave ";

  private DataDisks() {}

  /** What concerns us of a spec. */
  private record Wish(@Nullable List<String> dataDisks) {}

  /** What was found. */
  private record Found(List<Path> directories, Map<String, String> left) {}

  /** Returns patterns of the devices that may be used, of a spec as JSON. */
  static List<String> wanted(String spec) {
    List<String> devices = Json.read(spec, Wish.class).dataDisks();
    return devices == null ? List.of() : devices;
  }

  /**
   * Mounts disks that match, formats those of them on which nothing is, and returns the directories
   * of the node on them.
   *
   * @param steps is told each disk that is left as it is, and why
   */
  static List<Path> mount(MachineAccess access, List<String> devices, Consumer<String> steps) {
    NodeLayout layout = new NodeLayout(access.root());
    List<String> arguments = new ArrayList<>(List.of(access.root().toString()));
    arguments.addAll(devices);
    Found found =
        found(
            MachineScript.require(
                access,
                MachineScript.request(SCRIPT, DEADLINE, arguments.toArray(String[]::new)).byRoot(),
                "mounting data disks"));
    found.left.forEach((disk, why) -> steps.accept("leave %s as it is: %s".formatted(disk, why)));
    if (found.directories.isEmpty()) {
      steps.accept("no disk can be used of " + devices);
    }
    access.write(
        layout.dataDisks(),
        Json.write(found.directories.stream().map(Path::toString).toList()),
        false);
    return found.directories;
  }

  private static Found found(String output) {
    List<Path> directories = new ArrayList<>();
    Map<String, String> left = new TreeMap<>();
    for (String line : output.lines().toList()) {
      if (line.startsWith(USE)) {
        directories.add(Path.of(line.substring(USE.length())));
      } else if (line.startsWith(LEAVE)) {
        String[] words = line.split(" ", 3);
        left.put(words[1], words[2]);
      }
    }
    return new Found(directories, left);
  }

  /** Returns the directories of a node on its data disks, on its machine. */
  public static List<Path> of(NodeLayout layout) {
    return LocalFiles.read(layout.dataDisks())
        .map(json -> Json.readList(json, String.class))
        .orElse(List.of())
        .stream()
        .map(Path::of)
        .toList();
  }
}

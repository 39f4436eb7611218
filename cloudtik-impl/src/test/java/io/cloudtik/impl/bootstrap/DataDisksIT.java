/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.impl.access.MachineAccess;
import io.cloudtik.impl.access.MachineAccesses;
import io.cloudtik.impl.access.MachineScript;
import io.cloudtik.impl.machine.EngineContext;
import io.cloudtik.spi.provider.SshAddress;
import io.cloudtik.testkit.machines.LabMachine;
import io.cloudtik.testkit.machines.LoopDisk;
import io.cloudtik.testkit.machines.MachineLab;
import io.cloudtik.testkit.machines.TestImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real block devices on a machine that is logged in to. */
final class DataDisksIT {
  private static final long MIB = 1 << 20;
  private static final List<String> ALL = List.of("/dev/loop[0-9]*", "/dev/no-such*");
  private static final Path NODE = Path.of("/var/lib/cloudtik/w/u/workers-1");

  @TempDir private Path here;
  private final Map<String, LoopDisk> disks = new LinkedHashMap<>();
  private final List<String> told = new ArrayList<>();
  private MachineLab lab;
  private LabMachine machine;

  @BeforeEach
  void startMachine() throws IOException {
    for (String name : List.of("empty", "used", "start", "mounted", "middle", "end")) {
      disks.put(name, LoopDisk.ofZeros(here.resolve(name), 64 * MIB));
    }
    disks.put("large", LoopDisk.ofZeros(here.resolve("large"), 3L << 30));
    disk("used").with("mkfs.ext4", "-q", "-L", "of somebody");
    disk("start").scratch(510);
    disk("mounted").with("mkfs.ext4", "-q", "-L", "cloudtik-data");
    disk("middle").scratch(33 * MIB + 4711);
    disk("end").scratch(64 * MIB - 1);
    lab =
        MachineLab.open(Files.createDirectory(here.resolve("keys")), TestImage.BARE)
            .with(LoopDisk.optionsOf(disks.values().toArray(LoopDisk[]::new)));
    machine = lab.start("one");
    machine.exec("mkdir", "-p", "/data", NODE.toString());
    machine.exec("mount", disk("mounted").device(), "/data");
  }

  @AfterEach
  void close() {
    if (lab != null) {
      lab.close();
    }
    disks.values().forEach(LoopDisk::close);
  }

  private LoopDisk disk(String name) {
    return Objects.requireNonNull(disks.get(name), name);
  }

  @Test
  void onlyDisksOnWhichNothingIsAreFormattedAndTheyAreMountedAtBoot() {
    List<String> others = List.of("used", "start", "middle", "end");
    List<String> before = others.stream().map(name -> disk(name).content()).toList();

    List<Path> directories = mount();

    assertThat(others.stream().map(name -> disk(name).content()).toList()).isEqualTo(before);
    assertThat(directories).hasSize(2).allMatch(path -> path.startsWith("/mnt/cloudtik"));
    assertThat(told)
        .contains(
            left("used", "it is not empty"),
            left("middle", "it is not empty"),
            left("end", "it is not empty"),
            left("start", "it is not empty"),
            left("mounted", "it is mounted"))
        .hasSize(5);
    for (Path directory : directories) {
      machine.exec("sh", "-c", "echo kept > \"$1/data\"", "sh", directory.toString());
      assertThat(machine.exec("stat", "-c", "%a", directory.toString())).isEqualTo("700");
    }
    assertThat(mount()).as("when it is repeated").isEqualTo(directories);

    machine.stop();
    machine.start();
    machine.exec("mount", disk("mounted").device(), "/data");
    machine.exec("mount", "--all");

    for (Path directory : directories) {
      assertThat(machine.exec("cat", directory + "/data")).isEqualTo("kept");
    }
    machine.exec("sh", "-c", "umount /mnt/cloudtik/*");
    assertThat(mount()).as("on a machine that mounts nothing at boot").isEqualTo(directories);
  }

  @Test
  void aNodeThatIsRemovedLeavesItsDisksEmptyForTheNextOne() {
    List<Path> directories = mount();
    machine.exec("touch", directories.get(0) + "/data");

    try (MachineAccess access = open()) {
      String script = MachineScript.text(EngineContext.class, "remove-node.sh");
      MachineScript.require(
          access,
          MachineScript.request(script, Duration.ofMinutes(1), NODE.toString(), "NO=ONE"),
          "the removal");
    }

    for (Path directory : directories) {
      assertThat(machine.exec("ls", Objects.requireNonNull(directory.getParent()).toString()))
          .isEqualTo("lost+found");
    }
    machine.exec("mkdir", "-p", NODE.toString());
    assertThat(mount()).isEqualTo(directories);
  }

  @Test
  void aFormatThatWasCutOffIsDoneAgain() {
    LoopDisk half = disk("empty");
    half.scratch(1024);
    machine.exec(
        "sh",
        "-c",
        "echo \"${1#/dev/} $(cat /proc/sys/kernel/random/boot_id)\" > \"$2/formatting\"",
        "sh",
        half.device(),
        NODE.toString());

    assertThat(mount()).hasSize(2);

    assertThat(told).noneMatch(line -> line.contains(half.device()));
    assertThat(machine.exec("ls", NODE.toString())).doesNotContain("formatting");
  }

  private String left(String name, String why) {
    return "leave %s as it is: %s".formatted(disk(name).device(), why);
  }

  private List<Path> mount() {
    told.clear();
    try (MachineAccess access = open()) {
      return DataDisks.mount(access, ALL, told::add);
    }
  }

  private MachineAccess open() {
    return MachineAccesses.open(
            SshAddress.builder()
                .host(machine.host())
                .user("ann")
                .directory(NODE)
                .addHostKeys(machine.hostKey())
                .identityFile(lab.identity())
                .build())
        .asRoot();
  }
}

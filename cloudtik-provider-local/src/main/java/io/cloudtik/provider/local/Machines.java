/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import io.cloudtik.spi.provider.LaunchRequest;
import io.cloudtik.spi.provider.ProcessAddress;
import io.cloudtik.spi.provider.SlotObservation;
import io.cloudtik.spi.provider.SlotState;
import io.cloudtik.store.directory.Permissions;
import io.cloudtik.store.directory.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The machines of a workspace. A record is written before anything is ended and outlives the disk,
 * so that each call can be repeated after a crash. Thread-safe, also between processes.
 */
final class Machines {
  private static final Logger logger = LoggerFactory.getLogger(Machines.class);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final WorkspaceLayout layout;
  private final MachineRecords records;
  private final MachineProcesses processes;
  private final MachineEnding ending;
  private final LogArchive archive;
  private final Clock clock;
  private final boolean cloudLike;
  private final Duration lag;

  Machines(WorkspaceLayout layout, Clock clock, boolean cloudLike, Duration lag) {
    this.layout = layout;
    this.records = new MachineRecords(layout);
    this.processes = MachineProcesses.ofThisSystem();
    this.ending = new MachineEnding(processes);
    this.archive = new LogArchive(layout);
    this.clock = clock;
    this.cloudLike = cloudLike;
    this.lag = lag;
  }

  void launch(LaunchRequest request) throws IOException {
    String uid = request.clusterUid();
    finish(
        records.of(uid).stream()
            .filter(machine -> machine.ended() != null && request.slots().contains(machine.slot()))
            .toList());
    records.lock(
        () -> {
          for (String slot : request.slots()) {
            if (records.find(uid, slot).filter(machine -> machine.ended() == null).isEmpty()) {
              make(request, slot);
            }
          }
          return uid;
        });
  }

  List<SlotObservation> observe(String uid) throws IOException {
    List<SlotObservation> observations = new ArrayList<>();
    for (MachineRecord machine : records.of(uid)) {
      observe(machine).ifPresent(observations::add);
    }
    return List.copyOf(observations);
  }

  void terminate(String uid, Set<String> slots) throws IOException {
    List<MachineRecord> machines =
        records.of(uid).stream().filter(machine -> slots.contains(machine.slot())).toList();
    for (Path stray : strays(uid)) {
      if (slots.contains(stray.getFileName().toString())) {
        Trees.delete(stray);
      }
    }
    if (machines.isEmpty()) {
      return;
    }
    @Nullable IOException full = null;
    List<MachineRecord> ended = new ArrayList<>();
    try {
      records.lock(() -> markEnded(machines, ended));
    } catch (IOException e) {
      // A disk that is full or read-only is no reason to let processes run; the former may be full
      // of what is ended here.
      full = e;
    }
    finish(full == null ? ended : machines);
    if (full != null) {
      logger.warn("uid={} slots={} were ended before this was noted: {}", uid, slots, full);
      records.lock(() -> markEnded(machines, ended));
    }
  }

  private List<MachineRecord> markEnded(List<MachineRecord> machines, List<MachineRecord> ended)
      throws IOException {
    for (MachineRecord machine : machines) {
      if (records.current(machine)) {
        records.write(machine.endedAt(clock.instant()));
        ended.add(machine.endedAt(clock.instant()));
      }
    }
    return ended;
  }

  void terminateAll() throws IOException {
    for (String uid : records.uids()) {
      terminate(uid, records.of(uid).stream().map(MachineRecord::slot).collect(Collectors.toSet()));
    }
  }

  List<String> inventory(String uid) throws IOException {
    List<String> lines = new ArrayList<>();
    List<MachineRecord> gone = new ArrayList<>();
    for (MachineRecord machine : records.of(uid)) {
      List<String> left = left(machine);
      lines.addAll(left);
      if (machine.ended() != null && left.isEmpty()) {
        gone.add(machine);
      }
    }
    for (Path stray : strays(uid)) {
      lines.add("directory " + stray);
    }
    if (lines.isEmpty()) {
      forget(gone);
    }
    return List.copyOf(lines);
  }

  private void make(LaunchRequest request, String slot) throws IOException {
    String uid = request.clusterUid();
    Path disk = layout.node(uid, slot);
    String name = String.join("\n", layout.home().toString(), layout.workspace(), uid, slot);
    Optional<String> host = LoopbackAddresses.choose(name, records.hosts());
    byte[] random = new byte[8];
    RANDOM.nextBytes(random);
    MachineRecord machine =
        new MachineRecord(
            "local-" + HexFormat.of().formatHex(random),
            request.cluster(),
            uid,
            slot,
            host.orElse(LoopbackAddresses.SHARED),
            host.isEmpty(),
            clock.instant(),
            null);
    // Without a record it is what a launch left that was stopped here.
    Trees.delete(disk);
    Permissions.makeDirectories(disk);
    for (Path way : layout.way(disk)) {
      Permissions.letJobsPass(way);
    }
    records.write(machine);
    logger.debug("machine={} slot={} host={} launched", machine.id(), slot, machine.host());
  }

  private Optional<SlotObservation> observe(MachineRecord machine) {
    Instant now = clock.instant();
    Path disk = layout.node(machine.uid(), machine.slot());
    SlotObservation.Builder observation =
        SlotObservation.builder().slot(machine.slot()).machineId(machine.id());
    if (machine.ended() != null) {
      boolean lingers = lags(machine.ended(), now) || !disks(machine).isEmpty();
      return lingers
          ? Optional.of(observation.state(SlotState.TERMINATING).build())
          : Optional.empty();
    }
    if (lags(machine.created(), now)) {
      return Optional.empty();
    }
    Optional<String> failure = failure(machine, disk);
    if (failure.isPresent()) {
      if (Files.isDirectory(disk, LinkOption.NOFOLLOW_LINKS)) {
        observation.address(address(machine));
      }
      return Optional.of(observation.state(SlotState.FAILED).reason(failure.get()).build());
    }
    return Optional.of(observation.state(SlotState.RUNNING).address(address(machine)).build());
  }

  /** What is from the future was written before somebody set the clock back. */
  private boolean lags(Instant change, Instant now) {
    return !now.isBefore(change) && now.isBefore(change.plus(lag));
  }

  private ProcessAddress address(MachineRecord machine) {
    return ProcessAddress.builder()
        .host(machine.host())
        .directory(layout.node(machine.uid(), machine.slot()))
        .sharedHost(machine.sharedHost())
        .isolated(cloudLike)
        .putEnvironment(MachineProcesses.MARKER, machine.id())
        .build();
  }

  private Optional<String> failure(MachineRecord machine, Path disk) {
    if (!Files.isDirectory(disk, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of("its directory " + disk + " is gone");
    }
    Path keeper = PidFiles.keeper(disk);
    if (!Files.exists(keeper) || PidFiles.process(keeper).filter(processes::runs).isPresent()) {
      return Optional.empty();
    }
    return processes.find(Map.of(machine.id(), disk)).isEmpty()
        ? Optional.of("processes are gone")
        : Optional.empty();
  }

  /** Ends machines that are marked as ended; what is done already stays done. */
  private void finish(List<MachineRecord> machines) throws IOException {
    if (machines.isEmpty()) {
      return;
    }
    Map<String, Path> disks = new LinkedHashMap<>();
    machines.forEach(
        machine -> disks.put(machine.id(), layout.node(machine.uid(), machine.slot())));
    ending.end(disks);
    for (MachineRecord machine : machines) {
      setAside(machine);
      Path disk = layout.ended(machine);
      if (Files.isDirectory(disk, LinkOption.NOFOLLOW_LINKS) && !cloudLike) {
        archive.keep(machine, disk);
      }
      Trees.delete(disk);
      logger.debug("machine={} slot={} terminated", machine.id(), machine.slot());
    }
    if (!cloudLike) {
      forget(machines.stream().filter(machine -> left(machine).isEmpty()).toList());
    }
  }

  /** Makes room for the next machine of the slot, which must not lose files to the deletion. */
  private void setAside(MachineRecord machine) throws IOException {
    records.lock(
        () -> {
          Path disk = layout.node(machine.uid(), machine.slot());
          if (records.current(machine) && Files.exists(disk, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(disk, layout.ended(machine));
          }
          return disk;
        });
  }

  private void forget(List<MachineRecord> machines) throws IOException {
    if (machines.isEmpty()) {
      return;
    }
    records.lock(
        () -> {
          for (MachineRecord machine : machines) {
            records.delete(machine);
          }
          return machines;
        });
  }

  private List<String> left(MachineRecord machine) {
    List<String> lines = new ArrayList<>();
    Path disk = layout.node(machine.uid(), machine.slot());
    processes.find(Map.of(machine.id(), disk)).stream()
        .map(ProcessHandle::pid)
        .sorted()
        .forEach(pid -> lines.add("process %d of %s".formatted(pid, machine.slot())));
    disks(machine).forEach(left -> lines.add("directory " + left));
    return lines;
  }

  /** Returns directories without a record: a launch was stopped after its first step. */
  private List<Path> strays(String uid) throws IOException {
    if (!Files.isDirectory(layout.nodes(uid))) {
      return List.of();
    }
    return records.lock(
        () -> {
          List<Path> strays = new ArrayList<>();
          Set<Path> known =
              records.of(uid).stream()
                  .flatMap(machine -> disks(machine).stream())
                  .collect(Collectors.toSet());
          for (Path path : MachineRecords.children(layout.nodes(uid))) {
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) && !known.contains(path)) {
              strays.add(path);
            }
          }
          return strays;
        });
  }

  private List<Path> disks(MachineRecord machine) {
    return Stream.of(layout.node(machine.uid(), machine.slot()), layout.ended(machine))
        .filter(path -> Files.exists(path, LinkOption.NOFOLLOW_LINKS))
        .toList();
  }
}

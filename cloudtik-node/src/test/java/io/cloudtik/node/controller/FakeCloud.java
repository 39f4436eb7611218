/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.ProviderException;
import io.cloudtik.error.ProviderFailure;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.DataSize;
import io.cloudtik.spec.HeadSpec;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.spi.provider.LaunchRequest;
import io.cloudtik.spi.provider.LossNotice;
import io.cloudtik.spi.provider.NodeShape;
import io.cloudtik.spi.provider.Offering;
import io.cloudtik.spi.provider.ProcessAddress;
import io.cloudtik.spi.provider.SlotObservation;
import io.cloudtik.spi.provider.SlotState;
import io.cloudtik.spi.provider.WorkspaceResource;
import io.cloudtik.spi.store.ObjectArea;
import io.cloudtik.spi.store.WorkspaceStorage;
import io.cloudtik.spi.store.WorkspaceStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A cloud whose machines come late, whose lists lag, and which fails when it is told to. */
final class FakeCloud implements CloudProvider {
  static final NodeShape SHAPE =
      NodeShape.builder().instanceType("fake").cpus(2).memory(DataSize.gib(4)).build();

  private final WorkspaceStore store;
  private final Clock clock;
  private final TreeMap<String, Machine> machines = new TreeMap<>();
  private final Map<String, String> offered = new HashMap<>();
  final List<String> launched = new ArrayList<>();
  final Set<String> terminated = new TreeSet<>();
  Duration bootTime = Duration.ZERO;
  Duration lag = Duration.ZERO;

  /** What the store costs. */
  Duration idlePause = Duration.ZERO;

  boolean down;
  boolean refusesLaunches;
  final Set<String> failing = new TreeSet<>();
  Runnable beforeLaunch = () -> {};
  final List<String> asked = new ArrayList<>();
  final Map<String, ProviderFailure> refusals = new TreeMap<>();
  final Map<String, ProviderFailure> failures = new TreeMap<>();
  final Map<String, LossNotice> notices = new TreeMap<>();
  String lossAdvice = "";
  List<Offering> offerings = List.of(Offering.of(SHAPE));
  final TreeMap<String, String> scripts = new TreeMap<>();
  String console = "";
  private final FewObjects data = new FewObjects();

  /** Where frameworks find the shared data; with another scheme there are addresses of objects. */
  String dataRoot = "file:///data/";

  FakeCloud(WorkspaceStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
    machines.put("head", new Machine(Instant.EPOCH, null));
  }

  private String offering(String slot) {
    return offered.getOrDefault(slot, "");
  }

  /** Returns the offerings of the machines that live, sorted. */
  List<String> livingOfferings() {
    return living().stream().map(this::offering).filter(it -> !it.isEmpty()).sorted().toList();
  }

  private void requireUp() {
    if (down) {
      throw new ProviderException("fake", ErrorCode.PROVIDER_FAILED, "the cloud is down", null);
    }
  }

  @Override
  public String lossAdvice() {
    return lossAdvice;
  }

  @Override
  public void launch(LaunchRequest request) {
    requireUp();
    beforeLaunch.run();
    asked.add(request.offering().id() + " x" + request.slots().size());
    ProviderFailure refusal = refusals.get(request.offering().id());
    if (refusal != null) {
      throw new ProviderException("fake", refusal, null);
    }
    if (refusesLaunches) {
      throw new ProviderException("fake", ErrorCode.INSUFFICIENT_CAPACITY, "no room", null);
    }
    scripts.putAll(request.bootScripts());
    for (String slot : request.slots()) {
      if (machines.putIfAbsent(slot, new Machine(clock.instant(), null)) == null) {
        offered.put(slot, request.offering().id());
        launched.add(slot);
      }
    }
  }

  @Override
  public List<SlotObservation> observe(String clusterUid) {
    requireUp();
    List<SlotObservation> seen = new ArrayList<>();
    Instant now = clock.instant();
    machines.forEach(
        (slot, machine) -> {
          if (now.isBefore(machine.launched.plus(lag))) {
            return;
          }
          if (machine.ended != null) {
            if (now.isBefore(machine.ended.plus(lag))) {
              seen.add(SlotObservation.builder().slot(slot).state(SlotState.TERMINATING).build());
            }
          } else if (failing.contains(slot)) {
            seen.add(
                SlotObservation.builder()
                    .slot(slot)
                    .state(SlotState.FAILED)
                    .reason("it burnt down")
                    .build());
          } else if (failures.containsKey(offering(slot))) {
            seen.add(
                SlotObservation.builder()
                    .slot(slot)
                    .state(SlotState.FAILED)
                    .failure(Objects.requireNonNull(failures.get(offering(slot))))
                    .build());
          } else if (now.isBefore(machine.launched.plus(bootTime))) {
            seen.add(SlotObservation.builder().slot(slot).state(SlotState.PENDING).build());
          } else {
            SlotObservation.Builder running =
                SlotObservation.builder()
                    .slot(slot)
                    .state(SlotState.RUNNING)
                    .address(
                        ProcessAddress.builder()
                            .host("10.0.0." + slot)
                            .directory(Path.of("nowhere", slot))
                            .build());
            Optional.ofNullable(notices.get(slot)).ifPresent(running::notice);
            seen.add(running.build());
          }
        });
    return seen;
  }

  @Override
  public void terminate(String clusterUid, Set<String> slots) {
    requireUp();
    terminated.addAll(slots);
    for (String slot : slots) {
      Machine machine = machines.get(slot);
      if (machine != null && machine.ended == null) {
        machines.put(slot, new Machine(machine.launched, clock.instant()));
      }
    }
  }

  /** Returns the text of an object of the data area. */
  String object(String path) {
    return data.objects.getOrDefault(path, "");
  }

  @Override
  public String console(String clusterUid, String slot) {
    return console;
  }

  /** Says that a machine is gone without a word, as a cloud does with spot machines. */
  void lose(String slot) {
    machines.remove(slot);
  }

  Set<String> living() {
    Set<String> living = new TreeSet<>();
    machines.forEach(
        (slot, machine) -> {
          if (machine.ended == null) {
            living.add(slot);
          }
        });
    return living;
  }

  boolean runs(String slot) {
    Machine machine = machines.get(slot);
    return machine != null
        && machine.ended == null
        && !failing.contains(slot)
        && !failures.containsKey(offering(slot))
        && !clock.instant().isBefore(machine.launched.plus(bootTime));
  }

  @Override
  public List<String> inventory(String clusterUid) {
    requireUp();
    return living().stream().map(slot -> "machine of slot " + slot).toList();
  }

  @Override
  public List<WorkspaceResource> resources() {
    return List.of();
  }

  @Override
  public WorkspaceStorage storage() {
    return new WorkspaceStorage() {
      @Override
      public WorkspaceStore documents() {
        return store;
      }

      @Override
      public ObjectArea control() {
        return new FewObjects();
      }

      @Override
      public ObjectArea data() {
        return data;
      }

      @Override
      public Duration idlePause() {
        return idlePause;
      }
    };
  }

  @Override
  public List<String> validate(ClusterSpec spec) {
    return List.of();
  }

  @Override
  public List<Offering> headOfferings(HeadSpec head) {
    return List.of(Offering.of(SHAPE));
  }

  @Override
  public List<Offering> workerOfferings(WorkerGroupSpec group) {
    return offerings;
  }

  private record Machine(Instant launched, @Nullable Instant ended) {}

  private final class FewObjects implements ObjectArea {
    private final Map<String, String> objects = new ConcurrentHashMap<>();

    @Override
    public boolean has(String path) {
      return false;
    }

    @Override
    public void put(String path, Path file) {
      objects.put(path, LocalFiles.read(file).orElseThrow());
    }

    @Override
    public void fetch(String path, Path file) {
      throw new UnsupportedOperationException(path);
    }

    @Override
    public List<String> list(String prefix) {
      return List.of();
    }

    @Override
    public void deleteAll(String prefix) {}

    @Override
    public URI uri(String path) {
      return URI.create(dataRoot + path);
    }

    @Override
    public Optional<URI> readableAt(String path, Duration validity) {
      return dataRoot.startsWith("file:")
          ? Optional.empty()
          : Optional.of(URI.create("https://bucket/" + path + "?for=" + validity));
    }
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spec;

import io.cloudtik.error.InvalidSpecException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.immutables.value.Value;

/** Everything that is asked of a cluster. Immutable; {@link io.cloudtik.ClusterDraft} makes it. */
@Value.Immutable
@SpecStyle
public abstract class ClusterSpec {
  private static final int MAX_SHARDS = 16;
  private static final int MAX_JOBS_AT_ONCE = 10_000;
  private static final int MAX_JOBS_WAITING = 100_000;
  private static final Pattern DEVICES = Pattern.compile("/dev/[A-Za-z0-9._:*?\\[\\]!/-]{1,200}");

  ClusterSpec() {}

  /** Returns a builder with the defaults; only the name is required. */
  public static Builder builder() {
    return ImmutableClusterSpec.builder();
  }

  /** Returns the name, unique in its workspace. */
  public abstract String name();

  /** Returns what the head is; default whatever the provider takes as such. */
  @Value.Default
  public HeadSpec head() {
    return HeadSpec.builder().build();
  }

  /** Returns the worker groups in the order given; default one group with one worker. */
  @Value.Default
  public List<WorkerGroupSpec> workerGroups() {
    return List.of(WorkerGroupSpec.builder().build());
  }

  /** Returns the runtimes in the order given; default none. */
  public abstract List<RuntimeConfig> runtimes();

  /** Returns when the cluster ends by itself; empty means {@link Lifetime#byDefault()}. */
  public abstract Optional<Lifetime> lifetime();

  /** Returns the number of Redis shards beside the primary, 0 to 16; default 1. */
  @Value.Default
  public int redisShards() {
    return 1;
  }

  /**
   * Returns how many jobs run at the same time, 1 to 10,000; default 64. One node runs at most four
   * at the same time, however many this allows.
   */
  @Value.Default
  public int jobsAtOnce() {
    return 64;
  }

  /** Returns how many jobs may wait for their turn, 0 to 100,000; default 1,000. */
  @Value.Default
  public int jobsWaiting() {
    return 1000;
  }

  /**
   * Returns the most that all machines of the cluster may cost in an hour, in US dollars, by the
   * prices that the provider gives; empty means no limit. A plan of the smallest size that costs
   * more is refused, and no worker is launched beyond it.
   */
  public abstract Optional<BigDecimal> hourlyBudget();

  /** Returns the files that every node gets; default none. */
  public abstract List<FileSpec> files();

  /** Returns the environment of set-up commands, services and jobs; no place for secrets. */
  public abstract Map<String, String> environment();

  /**
   * Returns the commands that every node runs before its runtimes are set up. A set-up that fails
   * is repeated with all its commands, so they must bear to be run twice.
   */
  public abstract List<CommandSpec> commandsBefore();

  /** Returns the commands that every node runs after its runtimes are set up; these, too. */
  public abstract List<CommandSpec> commandsAfter();

  /**
   * Returns the Java that nodes on machines that are logged in to run with; empty means the newest
   * that a machine has, or that its package manager installs.
   */
  public abstract Optional<JavaArchive> java();

  /**
   * Returns the devices that may become data disks of nodes, as patterns of a shell such as {@code
   * /dev/nvme*n1}; default none. Of the disks that match, on machines that are logged in to or that
   * set themselves up, those are <b>formatted</b> that nobody uses and that are provably empty;
   * others are left as they are. Runtimes keep there what would fill the disk of the node's
   * directory. It stays formatted, and is mounted at boot, when the cluster is gone, and is empty
   * then.
   */
  public abstract List<String> dataDisks();

  /** Returns the container that each node is on its machine; empty for none: host mode. */
  public abstract Optional<ContainerSpec> container();

  /** Returns tags for what is made in the cloud. */
  public abstract Map<String, String> tags();

  /** Returns the lifetime that holds: the given one or the default. */
  public final Lifetime effectiveLifetime() {
    return lifetime().orElse(Lifetime.byDefault());
  }

  /** Returns the group of that name, if there is one. */
  public final Optional<WorkerGroupSpec> workerGroup(String name) {
    Objects.requireNonNull(name, "name");
    return workerGroups().stream().filter(group -> group.name().equals(name)).findFirst();
  }

  /** Returns a copy with changes. */
  public final ClusterSpec with(Consumer<? super Builder> change) {
    Builder builder = ImmutableClusterSpec.builder().from(this);
    change.accept(builder);
    return builder.build();
  }

  @Value.Check
  void checkRules() {
    List<String> problems = new ArrayList<>(Names.problems("cluster.name", name()));
    checkWorkers(problems);
    checkRuntimes(problems);
    hourlyBudget()
        .filter(budget -> budget.signum() <= 0)
        .ifPresent(
            budget ->
                problems.add(
                    "hourlyBudget: expected US dollars greater than 0, got "
                        + budget.toPlainString()));
    problems.addAll(SpecRules.number("redisShards", redisShards(), 0, MAX_SHARDS));
    problems.addAll(SpecRules.number("jobsAtOnce", jobsAtOnce(), 1, MAX_JOBS_AT_ONCE));
    problems.addAll(SpecRules.number("jobsWaiting", jobsWaiting(), 0, MAX_JOBS_WAITING));
    Set<Path> targets = new HashSet<>();
    for (FileSpec file : files()) {
      if (!targets.add(Path.of(file.target()).normalize())) {
        problems.add(
            "files.target: expected one file for each target, got "
                + Names.quoted(file.target())
                + " twice");
      }
    }
    problems.addAll(SpecRules.environment("environment", environment()));
    problems.addAll(SpecRules.labels("tags", tags()));
    for (String devices : dataDisks()) {
      if (!DEVICES.matcher(devices).matches()) {
        problems.add(
            "dataDisks: expected a device or a pattern of devices such as /dev/nvme*n1, got "
                + Names.quoted(devices));
      }
    }
    if (!problems.isEmpty()) {
      throw InvalidSpecException.of(problems);
    }
  }

  private void checkWorkers(List<String> problems) {
    Set<String> groups = new HashSet<>();
    for (WorkerGroupSpec group : workerGroups()) {
      if (!groups.add(group.name())) {
        problems.add("workers: expected one group of each name, got '" + group.name() + "' twice");
      }
      if (group.name().equals("head")) {
        problems.add("workers.name: expected a name other than 'head', got 'head'");
      }
    }
  }

  private void checkRuntimes(List<String> problems) {
    Set<String> names = new HashSet<>();
    for (RuntimeConfig runtime : runtimes()) {
      if (!names.add(runtime.runtime())) {
        problems.add(
            "runtimes: expected each once, got " + Names.quoted(runtime.runtime()) + " twice");
      }
    }
  }

  /** Builds a {@link ClusterSpec}. Not thread-safe. */
  public interface Builder {
    /** Sets the name. */
    Builder name(String name);

    /** Sets what the head is. */
    Builder head(HeadSpec head);

    /** Sets all worker groups, replacing those set before; an empty list means no workers. */
    Builder workerGroups(Iterable<? extends WorkerGroupSpec> groups);

    /** Sets all runtimes, replacing those set before. */
    Builder runtimes(Iterable<? extends RuntimeConfig> runtimes);

    /** Adds a runtime after those added before. */
    Builder addRuntimes(RuntimeConfig runtime);

    /** Sets when the cluster ends by itself. */
    Builder lifetime(Lifetime lifetime);

    /** Sets the most that all machines may cost in an hour, in US dollars. */
    Builder hourlyBudget(BigDecimal dollars);

    /** Sets the number of Redis shards beside the primary, 0 to 16. */
    Builder redisShards(int shards);

    /** Sets how many jobs run at the same time, 1 to 10,000. */
    Builder jobsAtOnce(int jobs);

    /** Sets how many jobs may wait for their turn, 0 to 100,000. */
    Builder jobsWaiting(int jobs);

    /** Adds a file that every node gets. */
    Builder addFiles(FileSpec file);

    /** Sets one variable of the environment. */
    Builder putEnvironment(String name, String value);

    /** Adds a command that every node runs before its runtimes are set up. */
    Builder addCommandsBefore(CommandSpec command);

    /** Adds a command that every node runs after its runtimes are set up. */
    Builder addCommandsAfter(CommandSpec command);

    /** Sets the Java that nodes on machines that are logged in to run with. */
    Builder java(JavaArchive archive);

    /** Adds a device, or a pattern of devices, that may become data disks of nodes. */
    Builder addDataDisks(String devices);

    /** Sets the container that each node is on its machine. */
    Builder container(ContainerSpec container);

    /** Sets one tag. */
    Builder putTags(String key, String value);

    /** Returns the spec. */
    ClusterSpec build();
  }
}

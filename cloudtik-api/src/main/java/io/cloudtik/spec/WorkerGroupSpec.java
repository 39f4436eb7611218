/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spec;

import io.cloudtik.error.InvalidSpecException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.immutables.value.Value;

/** A named group of workers that are alike, with bounds for their number. Immutable. */
@Value.Immutable
@SpecStyle
public abstract class WorkerGroupSpec {
  /** The name of the group that {@code withWorkers} changes when no name is given. */
  public static final String DEFAULT_NAME = "workers";

  private static final int MAX_WORKERS = 10_000;
  private static final int MAX_GPUS = 1_024;

  WorkerGroupSpec() {}

  /** Returns a builder with the defaults. */
  public static Builder builder() {
    return ImmutableWorkerGroupSpec.builder();
  }

  /** Returns the name of the group; default {@value #DEFAULT_NAME}. */
  @Value.Default
  public String name() {
    return DEFAULT_NAME;
  }

  /** Returns the number of CPUs of each worker; empty means the provider's default. */
  public abstract Optional<Integer> cpus();

  /** Returns the memory of each worker; empty means the provider's default. */
  public abstract Optional<DataSize> memory();

  /** Returns the number of GPUs of each worker; default 0. */
  @Value.Default
  public int gpus() {
    return 0;
  }

  /** Returns the instance types to try, in this order; empty means any that fits. */
  public abstract List<String> instanceTypes();

  /** Returns the least number of workers, which the cluster starts with; default 1. */
  @Value.Default
  public int min() {
    return 1;
  }

  /** Returns the greatest number of workers; default the larger of 1 and {@link #min()}. */
  @Value.Default
  public int max() {
    return Math.max(1, min());
  }

  /** Says whether the workers may be taken back by the cloud at a lower price; default false. */
  @Value.Default
  public boolean spot() {
    return false;
  }

  /**
   * Says whether workers are launched on demand while no spot machine is to be had; default true.
   * Of no effect without {@link #spot}.
   */
  @Value.Default
  public boolean onDemandFallback() {
    return true;
  }

  /** Returns labels of each worker, in the order given; default none. */
  public abstract Map<String, String> labels();

  /** Returns a copy with changes. */
  public final WorkerGroupSpec with(Consumer<? super Builder> change) {
    Builder builder = ImmutableWorkerGroupSpec.builder().from(this);
    change.accept(builder);
    return builder.build();
  }

  @Value.Check
  void checkRules() {
    List<String> problems = new ArrayList<>(Names.problems("workers.name", name()));
    String at = Names.shown(name());
    if (min() < 0 || min() > max()) {
      problems.add("%s: expected 0 <= min <= max, got min=%d max=%d".formatted(at, min(), max()));
    }
    if (max() > MAX_WORKERS) {
      problems.add("%s.max: expected at most %d, got %d".formatted(at, MAX_WORKERS, max()));
    }
    problems.addAll(SpecRules.number(at + ".gpus", gpus(), 0, MAX_GPUS));
    problems.addAll(
        ResourceRules.problems(
            at, cpus().orElse(null), memory().orElse(null), instanceTypes(), labels()));
    if (!problems.isEmpty()) {
      throw InvalidSpecException.of(problems);
    }
  }

  /** Builds a {@link WorkerGroupSpec}. Not thread-safe. */
  public interface Builder {
    /** Sets the name of the group. */
    Builder name(String name);

    /** Sets the number of CPUs of each worker, 1 or more. */
    Builder cpus(int cpus);

    /** Sets the memory of each worker, 512 MiB or more. */
    Builder memory(DataSize memory);

    /** Sets the number of GPUs of each worker, 0 to 1,024. */
    Builder gpus(int gpus);

    /** Adds an instance type to try after those added before. */
    Builder addInstanceTypes(String instanceType);

    /** Sets the least number of workers, 0 or more. */
    Builder min(int min);

    /** Sets the greatest number of workers, {@code min} to 10,000. */
    Builder max(int max);

    /** Sets whether the cloud may take the workers back at a lower price. */
    Builder spot(boolean spot);

    /** Allows workers that the cloud may take back at a lower price. */
    default Builder spot() {
      return spot(true);
    }

    /** Sets whether workers are launched on demand while no spot machine is to be had. */
    Builder onDemandFallback(boolean fallback);

    /** Sets one label. */
    Builder putLabels(String key, String value);

    /** Returns the spec. */
    WorkerGroupSpec build();
  }
}

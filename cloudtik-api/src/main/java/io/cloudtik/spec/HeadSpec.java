/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spec;

import io.cloudtik.error.InvalidSpecException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.immutables.value.Value;

/** What the head of a cluster is: the machine that holds its brain. Immutable. */
@Value.Immutable
@SpecStyle
public abstract class HeadSpec {
  HeadSpec() {}

  /** Returns a builder with the defaults of the provider. */
  public static Builder builder() {
    return ImmutableHeadSpec.builder();
  }

  /** Returns the number of CPUs; empty means the provider's default. */
  public abstract Optional<Integer> cpus();

  /** Returns the memory; empty means the provider's default. */
  public abstract Optional<DataSize> memory();

  /** Returns the instance types to try, in this order; empty means any that fits. */
  public abstract List<String> instanceTypes();

  /** Returns labels of the head, in the order given; default none. */
  public abstract Map<String, String> labels();

  /** Returns a copy with changes. */
  public final HeadSpec with(Consumer<? super Builder> change) {
    Builder builder = ImmutableHeadSpec.builder().from(this);
    change.accept(builder);
    return builder.build();
  }

  @Value.Check
  void checkResources() {
    List<String> problems =
        ResourceRules.problems(
            "head", cpus().orElse(null), memory().orElse(null), instanceTypes(), labels());
    if (!problems.isEmpty()) {
      throw InvalidSpecException.of(problems);
    }
  }

  /** Builds a {@link HeadSpec}. Not thread-safe. */
  public interface Builder {
    /** Sets the number of CPUs, 1 or more. */
    Builder cpus(int cpus);

    /** Sets the memory, 512 MiB or more. */
    Builder memory(DataSize memory);

    /** Adds an instance type to try after those added before. */
    Builder addInstanceTypes(String instanceType);

    /** Sets one label. */
    Builder putLabels(String key, String value);

    /** Returns the spec. */
    HeadSpec build();
  }
}

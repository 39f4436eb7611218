/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spi.provider;

import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.spec.DataSize;
import io.cloudtik.spec.SpecRules;
import io.cloudtik.spec.SpecStyle;
import java.util.ArrayList;
import java.util.List;
import org.immutables.value.Value;

/** What one machine has. Immutable. */
@Value.Immutable
@SpecStyle
public abstract class NodeShape {
  NodeShape() {}

  /** Returns a builder; all but the GPUs is required. */
  public static Builder builder() {
    return ImmutableNodeShape.builder();
  }

  /** Returns the provider's name for machines of this kind. */
  public abstract String instanceType();

  /** Returns the number of CPUs. */
  public abstract int cpus();

  /** Returns the memory. */
  public abstract DataSize memory();

  /** Returns the number of GPUs; default 0. */
  @Value.Default
  public int gpus() {
    return 0;
  }

  @Value.Check
  void checkRules() {
    List<String> problems = new ArrayList<>();
    problems.addAll(SpecRules.line("shape.instanceType", instanceType(), 128));
    problems.addAll(SpecRules.number("shape.cpus", cpus(), 1, Integer.MAX_VALUE));
    problems.addAll(SpecRules.number("shape.gpus", gpus(), 0, Integer.MAX_VALUE));
    if (!problems.isEmpty()) {
      throw InvalidSpecException.of(problems);
    }
  }

  /** Builds a {@link NodeShape}. Not thread-safe. */
  public interface Builder {
    /** Sets the provider's name for machines of this kind. */
    Builder instanceType(String instanceType);

    /** Sets the number of CPUs. */
    Builder cpus(int cpus);

    /** Sets the memory. */
    Builder memory(DataSize memory);

    /** Sets the number of GPUs. */
    Builder gpus(int gpus);

    /** Returns the shape. */
    NodeShape build();
  }
}

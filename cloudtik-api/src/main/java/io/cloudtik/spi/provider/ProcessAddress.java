/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spi.provider;

import io.cloudtik.spec.SpecStyle;
import java.nio.file.Path;
import java.util.Map;
import org.immutables.value.Value;

/** A machine that is a directory and a tree of processes on this computer. Immutable. */
@Value.Immutable
@SpecStyle
public abstract non-sealed class ProcessAddress implements MachineAddress {
  ProcessAddress() {}

  /** Returns a builder; host and directory are required. */
  public static Builder builder() {
    return ImmutableProcessAddress.builder();
  }

  /** Returns the address that is bound by services of this machine, for example 127.20.3.7. */
  @Override
  public abstract String host();

  /** Returns the directory that is the machine's disk. */
  public abstract Path directory();

  /** Says whether other machines have the same host, so that ports must differ. */
  @Value.Default
  public boolean sharedHost() {
    return false;
  }

  /** Says whether nothing may be shared with other machines, not even read-only files. */
  @Value.Default
  public boolean isolated() {
    return false;
  }

  /** Returns the environment that every process of this machine must have, which marks it. */
  public abstract Map<String, String> environment();

  /** Builds a {@link ProcessAddress}. Not thread-safe. */
  public interface Builder {
    /** Sets the address that is bound by services of this machine. */
    Builder host(String host);

    /** Sets the directory that is the machine's disk. */
    Builder directory(Path directory);

    /** Sets whether other machines have the same host. */
    Builder sharedHost(boolean shared);

    /** Sets whether nothing may be shared with other machines. */
    Builder isolated(boolean isolated);

    /** Sets one variable of the environment that every process must have. */
    Builder putEnvironment(String name, String value);

    /** Returns the address. */
    ProcessAddress build();
  }
}

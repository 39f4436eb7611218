/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spec;

import io.cloudtik.error.InvalidSpecException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.immutables.value.Value;

/**
 * The container that a node is on its machine: all its services, jobs and commands run in it. It
 * has the network of the machine and the node's directories at the same paths. Immutable.
 */
@Value.Immutable
@SpecStyle
public abstract class ContainerSpec {
  private static final int MAX_IMAGE = 512;

  /** A registry, a path, a tag and a digest; Docker knows the rest. */
  private static final Pattern IMAGE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/:@+-]*");

  private static final Pattern CAPABILITY = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");
  private static final DataSize LEAST_SHARED = DataSize.mib(1);
  private static final DataSize MOST_SHARED = DataSize.gib(64 << 10);

  ContainerSpec() {}

  /** Returns a builder; only the image is required. */
  public static Builder builder() {
    return ImmutableContainerSpec.builder();
  }

  /**
   * Returns the image, which a machine that lacks it pulls. It must have {@code /bin/sh} and Java
   * 17 or newer, unless the cluster names an archive with Java.
   */
  public abstract String image();

  /** Returns the image of the head; empty for the same as the workers'. */
  public abstract Optional<String> headImage();

  /**
   * Returns a file of the client, as {@code docker save} writes it, that machines load which lack
   * the image; empty if they pull it.
   */
  public abstract Optional<Path> archive();

  /**
   * Returns a file of the client with the logins of private registries, as {@code docker login}
   * writes it; empty for none. What it says goes with the cluster's other secrets.
   */
  public abstract Optional<Path> registryLogins();

  /** Returns what the container sees of its machine besides the node's directories. */
  public abstract List<ContainerMount> mounts();

  /** Returns variables of the container, besides those of the cluster; no place for secrets. */
  public abstract Map<String, String> environment();

  /** Returns the size of {@code /dev/shm}; empty for what the runtimes need, 64 MiB at least. */
  public abstract Optional<DataSize> sharedMemory();

  /** Returns the Linux capabilities that it has besides Docker's usual ones; default none. */
  public abstract List<String> capabilities();

  /** Returns the devices of the machine that it may use, such as {@code /dev/fuse}. */
  public abstract List<Path> devices();

  /** Returns the image of the head or of workers. */
  public final String image(boolean head) {
    return head ? headImage().orElse(image()) : image();
  }

  /** Returns a copy with changes. */
  public final ContainerSpec with(Consumer<? super Builder> change) {
    Builder builder = ImmutableContainerSpec.builder().from(this);
    change.accept(builder);
    return builder.build();
  }

  @Value.Check
  void checkRules() {
    List<String> problems = new ArrayList<>(image("container.image", image()));
    headImage().ifPresent(image -> problems.addAll(image("container.headImage", image)));
    archive().ifPresent(file -> problems.addAll(absolute("container.archive", file)));
    registryLogins().ifPresent(file -> problems.addAll(absolute("container.registryLogins", file)));
    problems.addAll(SpecRules.environment("container.environment", environment()));
    sharedMemory()
        .filter(size -> size.compareTo(LEAST_SHARED) < 0 || size.compareTo(MOST_SHARED) > 0)
        .ifPresent(
            size ->
                problems.add(
                    "container.sharedMemory: expected %s to %s, got %s"
                        .formatted(LEAST_SHARED, MOST_SHARED, size)));
    for (String capability : capabilities()) {
      if (!CAPABILITY.matcher(capability).matches()) {
        problems.add(
            "container.capabilities: expected a name such as SYS_PTRACE, got "
                + Names.quoted(capability));
      }
    }
    devices().forEach(device -> problems.addAll(absolute("container.devices", device)));
    if (!problems.isEmpty()) {
      throw InvalidSpecException.of(problems);
    }
  }

  private static List<String> image(String path, String image) {
    return image.length() <= MAX_IMAGE && IMAGE.matcher(image).matches()
        ? List.of()
        : List.of(
            "%s: expected an image such as registry.example.com/team/node:1.2, got %s"
                .formatted(path, Names.quoted(image)));
  }

  /** Finds what is wrong with a path that Docker or this client is given as it is. */
  static List<String> absolute(String path, Path file) {
    return file.isAbsolute() && file.toString().codePoints().allMatch(Names::printable)
        ? List.of()
        : List.of(
            "%s: expected an absolute path without control characters, got %s"
                .formatted(path, Names.quoted(file.toString())));
  }

  /** Builds a {@link ContainerSpec}. Not thread-safe. */
  public interface Builder {
    /** Sets the image. */
    Builder image(String image);

    /** Sets the image of the head. */
    Builder headImage(String image);

    /** Sets the file with images that machines load. */
    Builder archive(Path file);

    /** Sets the file with the logins of private registries. */
    Builder registryLogins(Path file);

    /** Adds something of the machine that the container sees. */
    Builder addMounts(ContainerMount mount);

    /** Sets one variable of the container. */
    Builder putEnvironment(String name, String value);

    /** Sets the size of {@code /dev/shm}, 1 MiB to 64 TiB. */
    Builder sharedMemory(DataSize size);

    /** Adds a Linux capability, without {@code CAP_}. */
    Builder addCapabilities(String capability);

    /** Adds a device of the machine. */
    Builder addDevices(Path device);

    /** Returns the spec. */
    ContainerSpec build();
  }
}

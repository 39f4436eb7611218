/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.bootstrap;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.NodeBootstrapException;
import io.cloudtik.impl.access.CommandRequest;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.access.MachineAccess;
import io.cloudtik.impl.access.MachineFacts;
import io.cloudtik.impl.access.MachineScript;
import io.cloudtik.impl.access.SmallFile;
import io.cloudtik.impl.bundle.ClassArchive;
import io.cloudtik.impl.docker.ContainerWish;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.wait.Waiter;
import io.cloudtik.spi.provider.MachineAddress;
import io.cloudtik.spi.provider.ProcessAddress;
import io.cloudtik.spi.provider.SshAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Makes a node of a machine by push. Every step can be repeated: what is in place stays, and a
 * keeper that runs is not started again. Ends when the keeper was started; from then on the node
 * works by itself and tells how far it is.
 */
public final class Bootstrap {
  /**
   * The variable of the environment by which the processes of a node are found on a machine that
   * goes on to exist; its value is the directory of the node.
   */
  public static final String MARKER = "CLOUDTIK_MACHINE";

  /** Enough for a few small files. */
  private static final int SPARE_BYTES = 128 << 10;

  private static final String MAKE_ROOT = "[ -d \"$1\" ] || mkdir -p -m 700 \"$1\"";
  private static final Duration SMALL = Duration.ofMinutes(2);

  /** Machines of clouds take one or two minutes from when they run. */
  private static final Duration REACHABLE = Duration.ofMinutes(5);

  private Bootstrap() {}

  /**
   * Places bundles, configuration and secrets, and starts the keeper.
   *
   * @throws NodeBootstrapException if a step fails; what was placed stays and does no harm
   */
  public static void run(NodeConfig config, MachineAccess machine, BootstrapParts parts) {
    run(config, machine, parts, () -> {}, step -> {});
  }

  /**
   * As {@link #run(NodeConfig, MachineAccess, BootstrapParts)}.
   *
   * @param permission is asked before each change of the machine, and throws if it must not be made
   *     any more
   * @param steps is told each step that begins
   */
  public static void run(
      NodeConfig config,
      MachineAccess machine,
      BootstrapParts parts,
      Runnable permission,
      Consumer<String> steps) {
    MachineAccess access = new PermittedAccess(machine, permission);
    NodeLayout layout = new NodeLayout(access.root());
    Steps each = new Steps(config, steps);
    ContainerWish wish = parts.container();
    if (wish != null) {
      inContainer(config, access, parts, wish, each, steps);
      return;
    }
    Ready ready =
        access.here()
            ? new Ready(Path.of(System.getProperty("java.home")), false)
            : elsewhere(config, access, parts, each, steps);
    place(config, access, parts, each);
    each.run(
        "start keeper",
        () -> {
          if (ready.systemd()) {
            KeeperUnit.start(config, access, layout, ready.java());
          } else {
            startKeeper(config, access, layout, ready.java());
          }
        });
  }

  private static void inContainer(
      NodeConfig config,
      MachineAccess access,
      BootstrapParts parts,
      ContainerWish wish,
      Steps each,
      Consumer<String> steps) {
    MachineFacts facts = each.of("reach the machine", () -> reached(access, steps));
    each.run("make the directory", () -> makeRoot(access));
    List<Path> disks = disks(access, parts, each, steps);
    each.run("find Docker", () -> MachineDocker.ensure(access, config.environment(), steps));
    ContainerSteps container = new ContainerSteps(config, access, facts, wish.sharing(disks));
    String image = each.of("find the image", () -> container.image(steps));
    place(config, access, parts, each);
    Path told = each.of("start the container", () -> container.start(image));
    each.run("start keeper", () -> container.begin(told, parts.java()));
  }

  private static void place(
      NodeConfig config, MachineAccess access, BootstrapParts parts, Steps each) {
    NodeLayout layout = new NodeLayout(access.root());
    each.run("place bundles", () -> placeBundles(access, layout, parts));
    each.run("place files", () -> placeFiles(config, access, layout, parts));
    each.run("place what was prepared", () -> placePrepared(config, access, layout, parts));
    each.run("write configuration", () -> writeConfig(config, access, layout, parts));
  }

  /** A machine that can run a node, with a Java, and maybe with systemd to start it. */
  private record Ready(Path java, boolean systemd) {}

  /** Tells each step that begins, and which one it was that failed. */
  private record Steps(NodeConfig config, Consumer<String> told) {
    void run(String name, Runnable step) {
      of(
          name,
          () -> {
            step.run();
            return name;
          });
    }

    <T> T of(String name, Supplier<T> step) {
      told.accept(name);
      try {
        return step.get();
      } catch (CloudTikException e) {
        if (e.errorCode() == ErrorCode.CANCELLED) {
          throw e;
        }
        throw new NodeBootstrapException(config.nodeId(), name, String.valueOf(e.getMessage()), "");
      }
    }
  }

  private static Ready elsewhere(
      NodeConfig config,
      MachineAccess access,
      BootstrapParts parts,
      Steps each,
      Consumer<String> steps) {
    MachineFacts facts = each.of("reach the machine", () -> reached(access, steps));
    each.run("make the directory", () -> makeRoot(access));
    disks(access, parts, each, steps);
    JavaSource source = parts.java();
    Path java =
        source != null
            ? each.of("place Java", () -> MachineJava.of(config, access, facts, source))
            : MachineJava.newest(facts)
                .orElseGet(
                    () ->
                        each.of(
                            "install Java",
                            () -> MachineJava.install(access, config.environment())));
    return new Ready(java, facts.systemd());
  }

  /** A machine runs some time before it can be logged in to. */
  private static MachineFacts reached(MachineAccess access, Consumer<String> steps) {
    AtomicReference<String> last = new AtomicReference<>("");
    return Waiter.waitFor("the machine to be reached", REACHABLE)
        .until(
            () -> {
              try {
                return Optional.of(access.facts());
              } catch (CloudTikException e) {
                if (e.errorCode() != ErrorCode.MACHINE_UNREACHABLE) {
                  throw e;
                }
                String why = String.valueOf(e.getMessage());
                if (!why.equals(last.getAndSet(why))) {
                  steps.accept("wait for the machine: " + why);
                }
                return Optional.<MachineFacts>empty();
              }
            },
            last::get);
  }

  /** What lies in it is for nobody else, but for whom a runtime lets in. */
  private static void makeRoot(MachineAccess access) {
    MachineScript.require(
        access,
        MachineScript.request(MAKE_ROOT, SMALL, access.root().toString()),
        "making " + access.root());
  }

  private static List<Path> disks(
      MachineAccess access, BootstrapParts parts, Steps each, Consumer<String> steps) {
    List<String> wanted = DataDisks.wanted(parts.spec());
    return wanted.isEmpty()
        ? List.of()
        : each.of("mount data disks", () -> DataDisks.mount(access, wanted, steps));
  }

  private static void placeBundles(MachineAccess access, NodeLayout layout, BootstrapParts parts) {
    if (!access.sharesFiles()) {
      Map<String, Path> jars = new TreeMap<>();
      parts.bundles().forEach((name, jar) -> jars.put(layout.bundle(name).getFileName() + "", jar));
      LocalFiles.withLinks(jars, gathered -> access.place(gathered, layout.bundles()));
      return;
    }
    parts
        .bundles()
        .forEach(
            (name, jar) -> {
              access.share(jar, layout.bundle(name));
              // It fits only the very file that it was made of.
              if (ClassArchive.isThere(jar)) {
                access.share(ClassArchive.of(jar), ClassArchive.of(layout.bundle(name)));
              }
            });
  }

  private static void placeFiles(
      NodeConfig config, MachineAccess access, NodeLayout layout, BootstrapParts parts) {
    Path files = parts.files();
    if (files != null) {
      access.place(files, layout.files());
      if (config.head()) {
        access.place(files, layout.specFiles());
      }
    }
  }

  /** A node that is not on this computer, or must share nothing, is given what was prepared. */
  private static void placePrepared(
      NodeConfig config, MachineAccess access, NodeLayout layout, BootstrapParts parts) {
    if (config.isolated() && !parts.prepared().isEmpty()) {
      LocalFiles.withLinks(parts.prepared(), gathered -> access.place(gathered, layout.prepared()));
    }
  }

  private static void writeConfig(
      NodeConfig config, MachineAccess access, NodeLayout layout, BootstrapParts parts) {
    List<SmallFile> files = new ArrayList<>();
    parts
        .secrets()
        .forEach((name, value) -> files.add(file(layout, layout.secret(name), value, true)));
    files.add(file(layout, layout.clusterSpec(), parts.spec(), true));
    RedisEndpoints redis = parts.redis();
    if (redis != null) {
      // In this order: who hears from the node by this Redis must hear that it knows the rest.
      files.add(file(layout, layout.published(), Json.write(parts.published()), false));
      files.add(file(layout, layout.redisEndpoints(), Json.write(redis), false));
    }
    for (String script : List.of("keeper.sh", "shim.sh")) {
      files.add(file(layout, layout.run(script), script(script), false));
    }
    files.add(file(layout, layout.run(NodeLayout.SPARE), " ".repeat(SPARE_BYTES), false));
    SetupStatus.beforehand(config, parts.spec())
        .ifPresent(done -> files.add(file(layout, layout.setupStatus(), Json.write(done), false)));
    files.add(file(layout, layout.nodeConfig(), Json.write(config), false));
    access.write(layout.root(), files);
  }

  private static SmallFile file(NodeLayout layout, Path target, String text, boolean secret) {
    return new SmallFile(layout.root().relativize(target).toString(), text, secret);
  }

  /** Returns the environment that all processes of a node on that machine must have. */
  public static Map<String, String> marks(MachineAddress machine) {
    return machine instanceof ProcessAddress process
        ? process.environment()
        : Map.of(MARKER, ((SshAddress) machine).directory().toString());
  }

  /** Starts the keeper of a node unless a live one is there, which then goes on. */
  public static void startKeeper(
      NodeConfig config, MachineAccess access, NodeLayout layout, Path java) {
    access.startDetached(
        CommandRequest.of(layout.keeperCommand(java), layout.root(), Duration.ofMinutes(1))
            .withEnvironment(config.environment()));
  }

  /**
   * Starts the keeper of a machine that is a node already, as it was started first: by systemd
   * where that runs. One that runs goes on.
   */
  public static void startAgain(NodeConfig config, MachineAccess access, Path java) {
    NodeLayout layout = new NodeLayout(access.root());
    if (access.facts().systemd()) {
      KeeperUnit.startAgain(config, access, layout, java);
    } else {
      startKeeper(config, access, layout, java);
    }
  }

  /** Returns the text of a script that runs on nodes: {@code keeper.sh} or {@code shim.sh}. */
  public static String script(String name) {
    return MachineScript.text(Bootstrap.class, name);
  }
}

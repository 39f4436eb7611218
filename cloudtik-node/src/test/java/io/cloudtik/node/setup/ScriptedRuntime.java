/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.setup;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.spec.RuntimeConfig;
import io.cloudtik.spi.runtime.ClusterRuntime;
import io.cloudtik.spi.runtime.EndpointSpec;
import io.cloudtik.spi.runtime.HookContext;
import io.cloudtik.spi.runtime.NodeContext;
import io.cloudtik.spi.runtime.NodeServices;
import io.cloudtik.spi.runtime.ProcessSpec;
import io.cloudtik.spi.runtime.RuntimeFactory;
import io.cloudtik.spi.runtime.ServiceSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A runtime that does what its options say: {@code requires}, {@code uses}, {@code fail} (a hook),
 * {@code defect} (a hook), {@code service} (its name). It writes what it was told into its home.
 */
final class ScriptedRuntime implements ClusterRuntime {
  private final String name;
  private final Map<String, String> options;

  private ScriptedRuntime(String name, Map<String, String> options) {
    this.name = name;
    this.options = options;
  }

  record Config(String runtime, Map<String, String> options) implements RuntimeConfig {}

  @Override
  public Set<String> requires() {
    return options.containsKey("requires") ? Set.of(options.get("requires")) : Set.of();
  }

  @Override
  public Set<String> uses() {
    return options.containsKey("uses") ? Set.of(options.get("uses")) : Set.of();
  }

  @Override
  public void prepare(HookContext context) {
    System.out.println("a runtime that prints");
    context.progress("half of " + context.spec().name(), 1, 2);
    fail("prepare");
    write(context.cache().resolve("prepared"), name + " for " + context.dataScheme());
    if (options.containsKey("lasts")) {
      context.doneWhileThereAre(List.of(context.cache().resolve("prepared")));
    }
    if (options.containsKey("deliver")) {
      context.deliver(options.get("deliver"), context.cache().resolve("prepared"));
    }
  }

  @Override
  public void install(NodeContext context) {
    context.progress("installing " + name, 1, 2);
    fail("install");
    write(context.home().resolve("calls"), "install\n");
  }

  @Override
  public NodeServices configure(NodeContext context) {
    fail("configure");
    write(context.home().resolve("calls"), "configure\n");
    write(
        context.home().resolve("facts"),
        String.join(
            "\n",
            context.nodeId(),
            context.address(),
            context.data("events/a b").toString(),
            context.cache().toString(),
            context.published().stream().map(EndpointSpec::name).toList().toString(),
            context.secret("rpc").toString(),
            context.dataScheme() + " " + context.dataOptions(),
            ""));
    int port = context.port("main", 8080);
    ServiceSpec service =
        ServiceSpec.builder()
            .name(options.getOrDefault("service", name + "-server"))
            .process(
                ProcessSpec.builder()
                    .addAllCommand(List.of("serve", Integer.toString(port)))
                    .directory(context.scratch())
                    .putEnvironment("OWN", "of the service")
                    .asJobUser(true)
                    .build())
            .putPorts("main", port)
            .build();
    EndpointSpec endpoint =
        EndpointSpec.builder()
            .name(name + "-main")
            .scheme("http")
            .host(context.address())
            .port(port)
            .build();
    return NodeServices.builder().addServices(service).addPublished(endpoint).build();
  }

  private void fail(String hook) {
    if (hook.equals(options.get("fail"))) {
      throw new CloudTikException(
          ErrorCode.ARTIFACT_UNRESOLVED, hook + " of " + name + " failed; try another version");
    }
    if (hook.equals(options.get("defect"))) {
      throw new IllegalStateException("a bug in " + hook);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The runtime named {@code base}. */
  public static final class Base extends Factory {
    public Base() {
      super("base");
    }
  }

  /** The runtime named {@code app}. */
  public static final class App extends Factory {
    public App() {
      super("app");
    }
  }

  /** What both names share. */
  public abstract static class Factory implements RuntimeFactory {
    private final String name;

    Factory(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public int spiVersion() {
      return SPI_VERSION;
    }

    @Override
    public Map<String, String> encode(RuntimeConfig config) {
      return ((Config) config).options();
    }

    @Override
    public RuntimeConfig decode(Map<String, String> options) {
      return new Config(name, Map.copyOf(options));
    }

    @Override
    public ClusterRuntime create(RuntimeConfig config) {
      return new ScriptedRuntime(name, ((Config) config).options());
    }
  }
}

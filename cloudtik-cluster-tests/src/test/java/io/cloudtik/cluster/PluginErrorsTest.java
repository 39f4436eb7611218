/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.Workspace;
import io.cloudtik.error.DiscoveryException;
import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.provider.local.Local;
import io.cloudtik.spec.ProviderConfig;
import io.cloudtik.spec.RuntimeConfig;
import io.cloudtik.spi.provider.ProviderFactory;
import io.cloudtik.spi.runtime.RuntimeFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Class paths that are wrong: the error names the jars, and nothing is started. */
class PluginErrorsTest {
  private static final int SPI = RuntimeFactory.SPI_VERSION;

  @TempDir Path directory;

  private record Config(String provider) implements ProviderConfig {}

  private record Wanted(String runtime) implements RuntimeConfig {}

  private Path provider(String jar, String className, String name, int spi) throws IOException {
    return PluginJar.of(
        directory,
        jar,
        ProviderFactory.class,
        "plugin." + className,
        """
        package plugin;
        import io.cloudtik.spec.ProviderConfig;
        import io.cloudtik.spi.provider.*;
        import java.util.Map;
        public class %s implements ProviderFactory {
          public String name() { return "%s"; }
          public int spiVersion() { return %d; }
          public Map<String, String> encode(ProviderConfig config) { return Map.of(); }
          public ProviderConfig decode(Map<String, String> options) { return () -> name(); }
          public CloudProvider open(ProviderConfig config, ProviderContext context) {
            throw new IllegalStateException("%s was opened");
          }
        }
        """
            .formatted(className, name, spi, jar));
  }

  private Path runtime(String name, String requires, int spi) throws IOException {
    return PluginJar.of(
        directory,
        "runtime-" + name + spi,
        RuntimeFactory.class,
        "plugin.Runtime" + name,
        """
        package plugin;
        import io.cloudtik.spec.RuntimeConfig;
        import io.cloudtik.spi.runtime.*;
        import java.util.Map;
        import java.util.Set;
        public class Runtime%1$s implements RuntimeFactory, ClusterRuntime {
          public String name() { return "%1$s"; }
          public int spiVersion() { return %3$d; }
          public Map<String, String> encode(RuntimeConfig config) { return Map.of(); }
          public RuntimeConfig decode(Map<String, String> options) { return () -> name(); }
          public ClusterRuntime create(RuntimeConfig config) { return this; }
          public Set<String> requires() { return Set.of(%2$s); }
          public NodeServices configure(NodeContext context) { throw new IllegalStateException(); }
        }
        """
            .formatted(name, requires.isEmpty() ? "" : '"' + requires + '"', spi));
  }

  private void createFails(String provider, List<Path> jars, String... parts) throws IOException {
    PluginJar.with(
        jars,
        () ->
            assertThatThrownBy(() -> Workspace.create("demo", new Config(provider)))
                .isInstanceOf(DiscoveryException.class)
                .message()
                .contains(parts));
  }

  @Test
  void twoProvidersOfOneNameAreBothNamed() throws IOException {
    createFails(
        "moon",
        List.of(provider("moon-1", "Moon", "moon", SPI), provider("luna", "Luna", "moon", SPI)),
        "2 providers named 'moon'",
        "keep one of",
        "moon-1.jar",
        "luna.jar");
  }

  @Test
  void twoVersionsOfOneJarAreBothNamed() throws IOException {
    createFails(
        "moon",
        List.of(provider("moon-1", "Moon", "moon", SPI), provider("moon-2", "Moon", "moon", SPI)),
        "2 providers named 'moon'",
        "moon-1.jar",
        "moon-2.jar");
  }

  @Test
  void aProviderForAnotherSpiIsRefusedWithBothVersions() throws IOException {
    createFails(
        "moon",
        List.of(provider("moon-new", "Moon", "moon", SPI + 1)),
        "moon-new.jar",
        "SPI version " + (SPI + 1),
        "this library has " + SPI,
        "cloudtik-bom");
    createFails(
        "moon",
        List.of(provider("moon-old", "Moon", "moon", SPI - 2)),
        "moon-old.jar",
        "SPI version " + (SPI - 2));
  }

  @Test
  void aProviderThatCannotBeLoadedIsToldAndInTheWayOfNobodyElse() throws IOException {
    Path broken =
        PluginJar.of(
            directory,
            "broken",
            ProviderFactory.class,
            "plugin.Broken",
            "package plugin; public class Broken { public Broken(int x) {} }");
    createFails(
        "broken",
        List.of(broken),
        "found [aws, local, onpremise, simulated]",
        "could not be loaded",
        "plugin.Broken");
    PluginJar.with(
        List.of(broken),
        () ->
            assertThat(Workspace.plan("demo", Local.here().at(directory.resolve("home"))))
                .isNotNull());
  }

  @Test
  void aNameThatIsNoneIsQuoted() throws IOException {
    createFails(
        "a\n'b",
        List.of(),
        "no provider named 'a\\u000a'b'",
        "found [aws, local, onpremise, simulated]");
  }

  private void planFails(List<Path> jars, List<String> runtimes, String... parts)
      throws IOException {
    PluginJar.with(
        jars,
        () -> {
          Path home = directory.resolve("home");
          try (Workspace workspace = Workspace.create("demo", Local.here().at(home))) {
            assertThatThrownBy(
                    () ->
                        workspace
                            .cluster("etl")
                            .with(
                                spec -> spec.runtimes(runtimes.stream().map(Wanted::new).toList()))
                            .start())
                .isInstanceOf(InvalidSpecException.class)
                .message()
                .contains(parts);
            assertThat(workspace.clusters()).isEmpty();
            assertThat(workspace.operations()).isEmpty();
            workspace.delete();
          }
        });
  }

  @Test
  void aRuntimeThatNeedsAnAbsentOneAndACycleAreNamed() throws IOException {
    List<Path> jars =
        List.of(runtime("a", "b", SPI), runtime("b", "c", SPI), runtime("c", "a", SPI));
    planFails(jars, List.of("a", "b"), "expected 'c', which 'b' requires, got [a, b]");
    planFails(jars, List.of("a", "b", "c"), "got the cycle a -> b -> c -> a");
    planFails(jars, List.of("a", "z"), "no runtime named 'z'", "found [a, b, c, spark]");
  }

  @Test
  void twoRuntimesOfOneNameAndOneForAnotherSpiAreNamed() throws IOException {
    planFails(
        List.of(runtime("a", "", SPI), runtime("a", "b", SPI + 3)),
        List.of("a"),
        "2 runtimes named 'a'",
        "runtime-a" + SPI + ".jar",
        "runtime-a" + (SPI + 3) + ".jar");
    planFails(
        List.of(runtime("d", "", SPI + 1)),
        List.of("d"),
        "runtime-d",
        "SPI version " + (SPI + 1),
        "this library has " + SPI);
  }
}

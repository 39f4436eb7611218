/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.cloudtik.ClusterDraft;
import io.cloudtik.provider.local.Local;
import io.cloudtik.provider.local.LocalContainers;
import io.cloudtik.provider.onpremise.Host;
import io.cloudtik.provider.onpremise.OnPremise;
import io.cloudtik.provider.onpremise.S3Bucket;
import io.cloudtik.runtime.spark.Spark;
import io.cloudtik.runtime.spark.SparkJob;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.CommandSpec;
import io.cloudtik.spec.ContainerSpec;
import io.cloudtik.spec.DataSize;
import io.cloudtik.spec.HeadSpec;
import io.cloudtik.spec.JobSpec;
import io.cloudtik.spec.Lifetime;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.engine.ClusterStarter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks the methods that users begin with: null is refused by name, wherever it is given. */
@SuppressWarnings("NullAway") // null is given on purpose
class NullArgumentsTest {
  private static final ClusterStarter NOBODY =
      (ClusterStarter)
          Proxy.newProxyInstance(
              ClusterStarter.class.getClassLoader(),
              new Class<?>[] {ClusterStarter.class},
              (proxy, method, arguments) -> {
                throw new IllegalStateException(method.getName() + " was called");
              });

  private static final Host HOST = Host.builder().name("a").cpus(1).memory(DataSize.gib(1)).build();

  private static final S3Bucket BUCKET = S3Bucket.of("acme").withCredentialsFile(Path.of("/a"));

  /** What methods are called on; null for static ones. */
  private static final Map<Class<?>, Object> OBJECTS =
      Map.ofEntries(
          Map.entry(
              ClusterDraft.class,
              new ClusterDraft(NOBODY, ClusterSpec.builder().name("a").build())),
          Map.entry(ClusterSpec.class, ClusterSpec.builder().name("a").build()),
          Map.entry(ContainerSpec.class, ContainerSpec.builder().image("a").build()),
          Map.entry(CommandSpec.class, CommandSpec.of("a")),
          Map.entry(HeadSpec.class, HeadSpec.builder().build()),
          Map.entry(JobSpec.class, JobSpec.command("a")),
          Map.entry(Lifetime.class, Lifetime.byDefault()),
          Map.entry(Local.class, Local.here().at(Path.of("/a"))),
          Map.entry(Host.class, HOST),
          Map.entry(LocalContainers.class, Local.containers().at(Path.of("/a"))),
          Map.entry(OnPremise.class, OnPremise.hosts(Path.of("/a"), List.of(HOST))),
          Map.entry(S3Bucket.class, BUCKET),
          Map.entry(Spark.class, Spark.byDefault()),
          Map.entry(SparkJob.class, SparkJob.sql("select 1")),
          Map.entry(WorkerGroupSpec.class, WorkerGroupSpec.builder().build()));

  private static final List<Class<?>> STATICS =
      List.of(
          DataSize.class,
          io.cloudtik.ExecRequest.class,
          io.cloudtik.JobReference.class,
          io.cloudtik.NodeSelector.class,
          io.cloudtik.Workspace.class,
          io.cloudtik.spec.ContainerMount.class,
          io.cloudtik.spec.FileSpec.class,
          io.cloudtik.spec.Names.class,
          io.cloudtik.runtime.spark.ArchiveSource.class,
          io.cloudtik.runtime.spark.HomeSource.class,
          io.cloudtik.spi.runtime.HealthCheck.class);

  private static final Map<Class<?>, Object> VALUES =
      Map.ofEntries(
          Map.entry(String.class, "a"),
          Map.entry(int.class, 1),
          Map.entry(long.class, 1L),
          Map.entry(Path.class, Path.of("/a")),
          Map.entry(Duration.class, Duration.ofHours(1)),
          Map.entry(URI.class, URI.create("file:/a")),
          Map.entry(String[].class, new String[] {"a"}),
          Map.entry(List.class, List.of("a")),
          Map.entry(S3Bucket.class, BUCKET),
          Map.entry(Consumer.class, (Consumer<Object>) value -> {}));

  /** One place of one call at which null is given. */
  record Place(Method method, int index) {
    @Override
    public String toString() {
      return method.getDeclaringClass().getSimpleName()
          + "."
          + method.getName()
          + Arrays.stream(method.getParameterTypes()).map(Class::getSimpleName).toList()
          + " "
          + method.getParameters()[index].getName();
    }
  }

  static Stream<Place> places() {
    return Stream.concat(OBJECTS.keySet().stream(), STATICS.stream())
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
        .filter(
            method ->
                Modifier.isStatic(method.getModifiers())
                    || OBJECTS.containsKey(method.getDeclaringClass()))
        .filter(method -> !List.of("equals", "compareTo").contains(method.getName()))
        .flatMap(
            method ->
                Stream.iterate(0, i -> i < method.getParameterCount(), i -> i + 1)
                    .filter(i -> !method.getParameterTypes()[i].isPrimitive())
                    .map(i -> new Place(method, i)));
  }

  @ParameterizedTest
  @MethodSource("places")
  void nullIsRefusedByName(Place place) {
    Object[] arguments = Arrays.stream(place.method.getParameterTypes()).map(VALUES::get).toArray();
    arguments[place.index] = null;
    Throwable failure = catchThrowable(() -> call(place.method, arguments));

    assertThat(failure).as("null in %s", place).isInstanceOf(NullPointerException.class);
    // Our own words, or those of the Java machine, which names what was null.
    assertThat(failure.getMessage())
        .as("words for null in %s", place)
        .matches("[a-zA-Z.]+( .+)?|.* because \"[^<>]+\" is null");
  }

  private static Object call(Method method, Object[] arguments) throws Exception {
    try {
      return method.invoke(OBJECTS.get(method.getDeclaringClass()), arguments);
    } catch (InvocationTargetException e) {
      throw (Exception) e.getCause();
    }
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import io.cloudtik.Connection;
import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.spec.RuntimeConfig;
import io.cloudtik.spec.SpecStyle;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.immutables.value.Value;

/**
 * Apache Spark in standalone mode: a Master, a History Server and a Spark Connect server on the
 * head, a Worker on each worker. Immutable.
 *
 * <pre>{@code
 * workspace.cluster("etl").withRuntime(Spark.version("4.0.1").withConf("spark.sql.ansi.enabled", "false"))
 * }</pre>
 */
@Value.Immutable
@SpecStyle
public abstract class Spark implements RuntimeConfig {
  /** The name of this runtime. */
  public static final String NAME = "spark";

  /** The version that is taken when none is said. */
  public static final String DEFAULT_VERSION = "4.0.1";

  Spark() {}

  /** Returns a builder with the defaults. */
  public static Builder builder() {
    return ImmutableSpark.builder();
  }

  /** Returns Spark {@value #DEFAULT_VERSION} from Maven repositories. */
  public static Spark byDefault() {
    return builder().build();
  }

  /** Returns a version of Spark from Maven repositories, as the user's own Maven would get it. */
  public static Spark version(String version) {
    return builder().version(version).build();
  }

  /** Returns the Spark of a directory that exists under the same path on every node. */
  public static Spark home(Path directory) {
    return builder().source(HomeSource.of(directory)).build();
  }

  /** Returns the Spark of a {@code .tgz} archive with a SHA-256 or SHA-512 checksum in hex. */
  public static Spark archive(URI address, String checksum) {
    return builder().source(ArchiveSource.of(address, checksum)).build();
  }

  /**
   * Returns what a Spark Connect client of any language takes as its remote, for {@code
   * SparkSession.builder().remote(...)}. It has the secret that the server asks for, so it belongs
   * into no log. Valid until the connection is closed.
   *
   * @param connect what {@code cluster.connect("spark-connect")} returned
   */
  public static String remote(Connection connect) {
    String address = "sc://" + connect.uri().getHost() + ":" + connect.uri().getPort() + "/";
    return connect
        .secret()
        .map(token -> address + ";authorization=Bearer%20" + token)
        .orElse(address);
  }

  /**
   * Returns the version; default {@value #DEFAULT_VERSION}. It says what comes from Maven
   * repositories; an archive or a directory has the version that it has.
   */
  @Value.Default
  public String version() {
    return DEFAULT_VERSION;
  }

  /** Returns where Spark comes from; default Maven repositories. */
  @Value.Default
  public SparkSource source() {
    return MavenSource.byDefault();
  }

  /** Says whether the head runs a Spark Connect server; default true. */
  @Value.Default
  public boolean connect() {
    return true;
  }

  /** Says whether the head runs a History Server; default true. */
  @Value.Default
  public boolean history() {
    return true;
  }

  /**
   * Says whether Spark's Python library is fetched for jobs in Python, with the pip of {@code
   * python3}; default false. A Spark from a directory or an archive has it already, and one from
   * Maven takes it from a {@code pyspark} of its version that is installed on the nodes.
   */
  @Value.Default
  public boolean python() {
    return false;
  }

  /**
   * Returns entries of Spark's configuration, which win over our defaults; no place for secrets.
   */
  public abstract Map<String, String> conf();

  @Override
  public final String runtime() {
    return NAME;
  }

  /** Returns a copy with changes. */
  public final Spark with(Consumer<? super Builder> change) {
    Builder builder = ImmutableSpark.builder().from(this);
    change.accept(builder);
    return builder.build();
  }

  /** Returns a copy with one more entry of Spark's configuration. */
  public final Spark withConf(String name, String value) {
    return with(spark -> spark.putConf(name, value));
  }

  /** Returns a copy whose jars come from Maven repositories in another way than by default. */
  public final Spark withMaven(Consumer<? super MavenSource.Builder> change) {
    MavenSource.Builder maven = MavenSource.builder();
    change.accept(maven);
    return with(spark -> spark.source(maven.build()));
  }

  /** Returns a copy without a Spark Connect server. */
  public final Spark withoutConnect() {
    return with(spark -> spark.connect(false));
  }

  /** Returns a copy without a History Server. */
  public final Spark withoutHistory() {
    return with(spark -> spark.history(false));
  }

  /**
   * Returns a copy whose nodes can run jobs in Python: Spark's Python library is fetched as pip
   * would, once, about 430 MB. The nodes need {@code python3}.
   */
  public final Spark withPython() {
    return with(spark -> spark.python(true));
  }

  @Value.Check
  void checkRules() {
    List<String> problems = ConfRules.problems("spark", version(), conf());
    if (!problems.isEmpty()) {
      throw InvalidSpecException.of(problems);
    }
  }

  /** Builds a {@link Spark}. Not thread-safe. */
  public interface Builder {
    /** Sets the version, for example {@code 4.0.1}. */
    Builder version(String version);

    /** Sets where Spark comes from. */
    Builder source(SparkSource source);

    /** Sets whether the head runs a Spark Connect server. */
    Builder connect(boolean connect);

    /** Sets whether the head runs a History Server. */
    Builder history(boolean history);

    /** Sets whether Spark's Python library is fetched. */
    Builder python(boolean python);

    /** Sets one entry of Spark's configuration. */
    Builder putConf(String name, String value);

    /** Returns the config. */
    Spark build();
  }
}

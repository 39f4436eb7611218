/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The config as a plain map and back. */
final class SparkOptions {
  private static final String CONF = "conf.";
  private static final String PACKAGE = "maven.package.";

  private SparkOptions() {}

  static Map<String, String> encode(Spark spark) {
    Map<String, String> options = new TreeMap<>();
    options.put("version", spark.version());
    options.put("connect", String.valueOf(spark.connect()));
    options.put("history", String.valueOf(spark.history()));
    options.put("python", String.valueOf(spark.python()));
    spark.conf().forEach((name, value) -> options.put(CONF + name, value));
    SparkSource source = spark.source();
    if (source instanceof HomeSource home) {
      options.put("source", "home");
      options.put("home.directory", home.directory().toString());
    } else if (source instanceof ArchiveSource archive) {
      options.put("source", "archive");
      options.put("archive.address", archive.address().toString());
      options.put("archive.checksum", archive.checksum());
    } else if (source instanceof MavenSource maven) {
      encode(maven, options);
    }
    return options;
  }

  private static void encode(MavenSource maven, Map<String, String> options) {
    options.put("source", "maven");
    options.put("maven.offline", String.valueOf(maven.offline()));
    maven.settings().ifPresent(path -> options.put("maven.settings", path.toString()));
    maven
        .localRepository()
        .ifPresent(path -> options.put("maven.localRepository", path.toString()));
    for (int i = 0; i < maven.packages().size(); i++) {
      options.put(PACKAGE + "%04d".formatted(i), maven.packages().get(i));
    }
  }

  static Spark decode(Map<String, String> options) {
    Spark.Builder spark = Spark.builder().source(source(options));
    read(options, "version", spark::version);
    read(options, "connect", value -> spark.connect(Boolean.parseBoolean(value)));
    read(options, "history", value -> spark.history(Boolean.parseBoolean(value)));
    read(options, "python", value -> spark.python(Boolean.parseBoolean(value)));
    new TreeMap<>(options)
        .forEach(
            (name, value) -> {
              if (name.startsWith(CONF)) {
                spark.putConf(name.substring(CONF.length()), value);
              }
            });
    return spark.build();
  }

  private static SparkSource source(Map<String, String> options) {
    return switch (options.getOrDefault("source", "maven")) {
      case "home" -> HomeSource.of(Path.of(options.getOrDefault("home.directory", "")));
      case "archive" ->
          ArchiveSource.of(
              URI.create(options.getOrDefault("archive.address", "")),
              options.getOrDefault("archive.checksum", ""));
      default -> maven(options);
    };
  }

  private static MavenSource maven(Map<String, String> options) {
    MavenSource.Builder maven = MavenSource.builder();
    read(options, "maven.offline", value -> maven.offline(Boolean.parseBoolean(value)));
    read(options, "maven.settings", value -> maven.settings(Path.of(value)));
    read(options, "maven.localRepository", value -> maven.localRepository(Path.of(value)));
    new TreeMap<>(options)
        .forEach(
            (name, value) -> {
              if (name.startsWith(PACKAGE)) {
                maven.addPackages(value);
              }
            });
    return maven.build();
  }

  private static void read(
      Map<String, String> options, String name, java.util.function.Consumer<String> use) {
    String value = options.get(name);
    if (value != null) {
      use.accept(value);
    }
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.bootstrap;

import io.cloudtik.impl.bundle.ContentHash;
import java.nio.file.Path;
import java.util.List;

/** Where things lie below the directory of a node. The one place that knows. */
public record NodeLayout(Path root) {
  /** A file in {@code run} that is deleted when the disk is full, so that this can be told. */
  public static final String SPARE = "spare";

  /** The file of {@link #run} that tells the node controller to end this head with all it runs. */
  public static final String SUPERSEDED = "superseded";

  /** What the name of an archive with Java ends with. */
  public static final String ARCHIVE = ".archive";

  private static final int UNIT_KEY = 16;

  public Path bundle(String name) {
    return root.resolve("bundle").resolve(name + ".jar");
  }

  public Path bundles() {
    return root.resolve("bundle");
  }

  public Path nodeConfig() {
    return root.resolve("config/node.json");
  }

  public Path clusterSpec() {
    return root.resolve("config/spec.json");
  }

  public Path redisEndpoints() {
    return root.resolve("config/redis.json");
  }

  public Path published() {
    return root.resolve("config/published.json");
  }

  public Path secret(String name) {
    return root.resolve("secrets").resolve(name);
  }

  /** Returns the name under which a secret of the provider lies besides those of the cluster. */
  public static String ofProvider(String name) {
    return "provider-" + name;
  }

  public Path run(String file) {
    return root.resolve("run").resolve(file);
  }

  /** Who programs of jobs run as; written once, and only where nodes run as root. */
  public Path jobUser() {
    return run("job-user.json");
  }

  /** Where archives with Java lie, and what was in them. */
  public Path javas() {
    return root.resolve("java");
  }

  /** The home of the Java of an archive. */
  public Path java(String sha256) {
    return javas().resolve(sha256);
  }

  /** An archive with Java; on the head, for workers to come. */
  public Path javaArchive(String sha256) {
    return javas().resolve(sha256 + ARCHIVE);
  }

  /**
   * The directories of this node on the data disks of its machine; absent if it is to have none.
   */
  public Path dataDisks() {
    return root.resolve("config/data-disks.json");
  }

  /**
   * Where systemd has the keeper of this node as a service; absent where something else has it.
   * Named by keeper-unit.sh.
   */
  public Path unit() {
    String key = ContentHash.of(root.toString()).substring(0, UNIT_KEY);
    return Path.of("/etc/systemd/system/cloudtik-" + key + ".service");
  }

  /** The name of the container that this node is; absent where it is none. */
  public Path container() {
    return run("container");
  }

  public Path setupStatus() {
    return run("setup.json");
  }

  /** How the services are, as the node controller sees them: a ServiceReports. */
  public Path servicesStatus() {
    return run("services.json");
  }

  public Path services() {
    return root.resolve("services");
  }

  public Path service(String name) {
    return services().resolve(name);
  }

  public Path jobs() {
    return root.resolve("jobs");
  }

  public Path job(String id) {
    return jobs().resolve(id);
  }

  public Path runtime(String name) {
    return root.resolve("runtimes").resolve(name);
  }

  public Path scratch(String name) {
    return root.resolve("scratch").resolve(name);
  }

  public Path logs() {
    return root.resolve("logs");
  }

  /** The files of the spec as the client gave them; only on the head, for workers to come. */
  public Path specFiles() {
    return root.resolve("config/files");
  }

  /** What runtimes prepared on the client, by runtime; empty where nodes share its caches. */
  public Path prepared() {
    return root.resolve("prepared");
  }

  public Path files() {
    return root.resolve("files");
  }

  public Path redisData(int index) {
    return root.resolve("data/redis").resolve(Integer.toString(index));
  }

  /** Returns the command of the keeper, for the Java in a directory. */
  public List<String> keeperCommand(Path javaHome) {
    return List.of(
        "/bin/sh",
        run("keeper.sh").toString(),
        root().toString(),
        javaHome.resolve("bin").resolve("java").toString());
  }
}

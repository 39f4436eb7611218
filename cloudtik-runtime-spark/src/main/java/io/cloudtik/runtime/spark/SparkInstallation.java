/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.spi.runtime.HookContext;
import io.cloudtik.spi.runtime.NodeContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Gets Spark onto a node. The installation appears whole or not at all; repeating it changes
 * nothing as long as the source is the same.
 */
final class SparkInstallation {
  /** What is delivered to nodes: jars, and the archives of the Python side. */
  private static final String JARS = "jars";

  private static final String MARKER = "installed-by-cloudtik";
  private static final String ARCHIVE = "spark.tgz";
  private static final String HOME = "home";

  private final Spark spark;

  SparkInstallation(Spark spark) {
    this.spark = spark;
  }

  /** Fetches what can be fetched before any node exists, or says why it cannot be had. */
  void prepare(HookContext context) {
    SparkSource source = spark.source();
    StorageJars storage = new StorageJars(spark, context);
    storage.check();
    if (source instanceof MavenSource maven) {
      List<Path> jars = new SparkJars(spark, maven, context).fetch();
      jars.forEach(jar -> context.deliver(JARS + "/" + jar.getFileName(), jar));
      List<Path> beside = storage.deliver(() -> JarNames.of(jars));
      PythonLibrary library = new PythonLibrary(spark, context);
      if (spark.python()) {
        library.deliver(library.fetch());
      } else {
        library.installed().ifPresent(library::deliver);
        context.doneWhileThereAre(Stream.concat(jars.stream(), beside.stream()).toList());
      }
    } else if (source instanceof ArchiveSource archive) {
      SparkArchive fetched = new SparkArchive(archive, context);
      Path file = fetched.fetch();
      context.deliver(ARCHIVE, file);
      storage.deliver(() -> fetched.jars(file));
    } else if (source instanceof HomeSource home) {
      check(SparkVersion.of(home.directory().resolve(JARS)));
      context.deliver(HOME, home.directory());
      storage.deliver(() -> JarNames.in(home.directory().resolve(JARS)));
    }
  }

  /** Makes the installation of a node. */
  void install(NodeContext node) {
    SparkLayout layout = new SparkLayout(node.home());
    Path marker = layout.distribution().resolve(MARKER);
    StorageJars storage = new StorageJars(spark, node);
    String identity = SparkOptions.encode(spark) + storage.identity();
    try {
      if (!Files.exists(marker) || !Files.readString(marker).equals(identity)) {
        Path draft = layout.home().resolve("distribution.tmp");
        Trees.delete(draft);
        Files.createDirectories(draft);
        fill(draft, node);
        check(SparkVersion.of(draft.resolve(JARS)));
        fillBeside(draft, storage.on(node, () -> JarNames.in(draft.resolve(JARS))), node);
        Files.writeString(draft.resolve(MARKER), identity);
        Trees.delete(layout.distribution());
        Files.move(draft, layout.distribution(), StandardCopyOption.ATOMIC_MOVE);
      }
      InsideClasses.copyTo(layout.inside());
      node.openToJobs(layout.inside());
      node.openToJobs(layout.distribution());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot install Spark in " + layout.home(), e);
    }
  }

  private void fill(Path directory, NodeContext node) throws IOException {
    SparkSource source = spark.source();
    if (source instanceof MavenSource maven) {
      PythonLibrary library = new PythonLibrary(spark, node);
      library.look();
      fillWithJars(directory, jars(maven, node), node);
      Optional<Path> python = PythonLibrary.delivered(node).or(() -> onNode(library));
      if (python.isPresent()) {
        place(python.get(), PythonLibrary.in(directory), node);
      }
    } else if (source instanceof ArchiveSource archive) {
      SparkArchive fetched = new SparkArchive(archive, node);
      fetched.unpack(node.delivered(ARCHIVE).orElseGet(fetched::fetch), directory);
    } else if (source instanceof HomeSource home) {
      try (Stream<Path> entries = Files.list(node.delivered(HOME).orElse(home.directory()))) {
        for (Path entry : entries.filter(SparkInstallation::ofSpark).sorted().toList()) {
          place(entry, directory.resolve(entry.getFileName()), node);
        }
      }
    }
  }

  /** A directory that another cluster installed has more than Spark in it. */
  private static boolean ofSpark(Path entry) {
    return !entry.endsWith(MARKER) && !entry.endsWith(SparkLayout.STORAGE);
  }

  private List<Path> jars(MavenSource maven, NodeContext node) throws IOException {
    Optional<Path> delivered = node.delivered(JARS);
    if (delivered.isEmpty()) {
      return new SparkJars(spark, maven, node).fetch();
    }
    try (Stream<Path> jars = Files.list(delivered.get())) {
      return jars.sorted().toList();
    }
  }

  private Optional<Path> onNode(PythonLibrary library) {
    return spark.python() ? Optional.of(library.fetch()) : library.installed();
  }

  private void fillWithJars(Path directory, List<Path> jars, NodeContext node) throws IOException {
    Path target = Files.createDirectories(directory.resolve("jars"));
    for (int i = 0; i < jars.size(); i++) {
      Path jar = jars.get(i);
      place(jar, target.resolve(jar.getFileName()), node);
      if (node.isolated()) {
        node.progress("copying Spark " + spark.version(), i + 1, jars.size());
      }
    }
    Files.write(
        directory.resolve("RELEASE"),
        ("Spark " + spark.version() + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static void fillBeside(Path directory, List<Path> jars, NodeContext node)
      throws IOException {
    for (Path jar : jars) {
      place(jar, SparkLayout.storage(directory).resolve(jar.getFileName()), node);
    }
  }

  /** Links cost nothing and share memory; a node that may share nothing gets copies. */
  private static void place(Path from, Path to, NodeContext node) throws IOException {
    Files.createDirectories(to.getParent());
    if (node.delivered("").filter(from::startsWith).isPresent()) {
      Trees.link(from, to);
    } else if (node.isolated()) {
      Trees.copy(from, to);
    } else if (node.jobUserHasName() && !Reach.ofOthers(from)) {
      Trees.link(from, to);
    } else {
      Files.createSymbolicLink(to, from.toAbsolutePath());
    }
  }

  private void check(SparkVersion version) {
    if (spark.connect() && !version.connect()) {
      throw new CloudTikException(
          ErrorCode.ARTIFACT_UNRESOLVED,
          "Spark %s of this source has no spark-connect jar, which the Connect server needs; turn it"
                  .formatted(version.spark())
              + " off by withoutConnect(), or take Spark from Maven");
    }
  }
}

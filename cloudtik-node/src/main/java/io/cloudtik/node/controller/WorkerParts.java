/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.BootstrapParts;
import io.cloudtik.impl.bootstrap.JavaSource;
import io.cloudtik.impl.bootstrap.NodeConfig;
import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.impl.docker.ContainerWish;
import io.cloudtik.impl.docker.RegistryLogins;
import io.cloudtik.impl.docker.SharedMemory;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.node.controller.decide.NodeRecord;
import io.cloudtik.node.heartbeat.LossAdvice;
import io.cloudtik.node.process.JobIdentity;
import io.cloudtik.spec.ContainerSpec;
import io.cloudtik.spec.JavaArchive;
import io.cloudtik.spi.provider.MachineAddress;
import io.cloudtik.spi.provider.NodeShape;
import io.cloudtik.spi.runtime.EndpointSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What workers get from the head, whoever carries it to them.
 *
 * @param parts of the controller
 * @param head where it lies
 * @param shapes of the machines of nodes
 */
record WorkerParts(ClusterParts parts, NodeLayout head, Function<NodeRecord, NodeShape> shapes) {
  /** What workers may know; the passwords of client and controller stay on the head. */
  private static final List<String> SECRETS = List.of("redis-node", "cluster");

  NodeConfig config(NodeRecord node, MachineAddress machine) {
    NodeConfig own = parts.config();
    Map<String, String> environment = new TreeMap<>(parts.spec().environment());
    // Drivers move what executors wrote on other nodes, so all must be who they are on the head.
    environment.put(JobIdentity.VARIABLE, JobIdentity.decided(head).name());
    String advice = parts.provider().lossAdvice();
    if (!advice.isEmpty()) {
      environment.put(LossAdvice.VARIABLE, advice);
    }
    return new NodeConfig(
            StateKeys.PROTOCOL,
            own.workspace(),
            own.provider(),
            own.providerOptions(),
            own.cluster(),
            own.clusterUid(),
            node.id(),
            node.group(),
            "",
            false,
            true,
            shapes.apply(node),
            environment,
            own.runtimes(),
            own.dataUri(),
            own.dataOptions())
        .at(machine);
  }

  BootstrapParts of(NodeRecord node, List<EndpointSpec> published) {
    try {
      return given(node, published);
    } catch (IOException e) {
      throw new CloudTikException(
          ErrorCode.FILE_MISSING,
          "what node %s needs cannot be read from %s: %s; the head is damaged, start the cluster again"
              .formatted(node.id(), head.root(), e),
          e);
    }
  }

  private BootstrapParts given(NodeRecord node, List<EndpointSpec> published) throws IOException {
    Map<String, String> secrets = new TreeMap<>();
    for (String name : SECRETS) {
      secrets.put(name, Files.readString(head.secret(name)));
    }
    Path files = head.specFiles();
    return new BootstrapParts(
        Files.readString(head.clusterSpec()),
        secrets,
        parts.redis(),
        published,
        bundles(),
        Files.isDirectory(files) ? files : null,
        prepared(),
        java(),
        container(shapes.apply(node)));
  }

  /** Returns what workers are containers of, as this head is one. */
  private @Nullable ContainerWish container(NodeShape shape) {
    ContainerSpec container = parts.spec().container().orElse(null);
    if (container == null) {
      return null;
    }
    return new ContainerWish(
        container,
        parts.provider().sharedDirectories(),
        SharedMemory.of(parts.spec(), shape),
        container.archive().isPresent() ? containerImage() : null,
        LocalFiles.read(head.secret(ContainerWish.LOGINS)).map(RegistryLogins::parse).orElse(null));
  }

  /** Several workers are pushed at the same time. */
  private synchronized Path containerImage() {
    Path kept = head.root().resolve("cache/container-image");
    if (!Files.exists(kept)) {
      LocalFiles.makeParent(kept);
      parts.provider().storage().data().fetch(ContainerWish.archivePlace(parts.uid()), kept);
    }
    return kept;
  }

  /** What machines fetch by themselves workers fetch, too; a file lies on this head. */
  private @Nullable JavaSource java() throws IOException {
    JavaArchive archive = parts.spec().java().orElse(null);
    if (archive == null) {
      return null;
    }
    if (archive.localFile().isEmpty()) {
      return new JavaSource(archive.checksum().orElseThrow(), null, archive.address());
    }
    try (Stream<Path> all = Files.list(head.javas())) {
      return all.map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(NodeLayout.ARCHIVE))
          .map(name -> name.substring(0, name.length() - NodeLayout.ARCHIVE.length()))
          .map(sha256 -> new JavaSource(sha256, head.javaArchive(sha256), null))
          .findFirst()
          .orElseThrow(() -> new NoSuchFileException(head.javas().toString()));
    }
  }

  /** Returns the archive with Java that this head has if it has that hash, else null. */
  @Nullable Path javaArchive(String sha256) {
    if (parts.spec().java().flatMap(JavaArchive::localFile).isEmpty()) {
      return null;
    }
    Path archive = head.javaArchive(sha256);
    return Files.isRegularFile(archive) ? archive : null;
  }

  private Map<String, Path> prepared() throws IOException {
    Map<String, Path> prepared = new TreeMap<>();
    if (Files.isDirectory(head.prepared())) {
      try (Stream<Path> runtimes = Files.list(head.prepared())) {
        runtimes.forEach(each -> prepared.put(each.getFileName().toString(), each));
      }
    }
    return prepared;
  }

  /** Workers have no business with the provider. */
  private Map<String, Path> bundles() throws IOException {
    Map<String, Path> bundles = new TreeMap<>();
    try (Stream<Path> jars = Files.list(head.bundles())) {
      jars.filter(jar -> jar.toString().endsWith(".jar"))
          .filter(jar -> !jar.getFileName().toString().startsWith("provider-"))
          .forEach(
              jar -> {
                String file = jar.getFileName().toString();
                bundles.put(file.substring(0, file.length() - ".jar".length()), jar);
              });
    }
    return bundles;
  }
}

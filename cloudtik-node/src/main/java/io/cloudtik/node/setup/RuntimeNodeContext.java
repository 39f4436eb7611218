/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.setup;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.access.Home;
import io.cloudtik.impl.bootstrap.DataDisks;
import io.cloudtik.impl.bootstrap.NodeConfig;
import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.node.process.JobIdentity;
import io.cloudtik.node.process.JobRightsFile;
import io.cloudtik.node.process.SharedWithJobs;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.Names;
import io.cloudtik.spi.provider.NodeShape;
import io.cloudtik.spi.runtime.EndpointSpec;
import io.cloudtik.spi.runtime.NodeContext;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the hooks of one runtime see of the node. */
record RuntimeNodeContext(
    String runtime,
    NodeLayout layout,
    NodeConfig config,
    ClusterSpec spec,
    PortBook ports,
    SetupProgress progress,
    List<EndpointSpec> published)
    implements NodeContext {

  @Override
  public Path cache() {
    return made(
        (config.isolated() ? layout.root().resolve("cache") : Home.cache("runtimes"))
            .resolve(runtime));
  }

  @Override
  public void progress(String message, long done, long total) {
    progress.report(message, done, total);
  }

  @Override
  public String nodeId() {
    return config.nodeId();
  }

  @Override
  public boolean head() {
    return config.head();
  }

  @Override
  public String address() {
    return config.host();
  }

  @Override
  public NodeShape shape() {
    return config.shape();
  }

  @Override
  public Path home() {
    return made(layout.runtime(runtime));
  }

  @Override
  public Path logs() {
    return made(layout.logs());
  }

  @Override
  public Path scratch() {
    return made(layout.scratch(runtime));
  }

  @Override
  public List<Path> dataDisks() {
    return DataDisks.of(layout).stream().map(disk -> made(disk.resolve(runtime))).toList();
  }

  @Override
  public Path javaHome() {
    return Path.of(System.getProperty("java.home"));
  }

  @Override
  public boolean isolated() {
    return config.isolated();
  }

  @Override
  public Optional<Path> delivered(String name) {
    return Optional.of(layout.prepared().resolve(runtime).resolve(name)).filter(Files::exists);
  }

  @Override
  public URI data(String path) {
    String data = config.dataUri();
    URI root = URI.create(data.endsWith("/") ? data : data + "/");
    try {
      URI whole =
          new URI(root.getScheme(), root.getAuthority(), root.getPath() + path, null, null)
              .normalize();
      if (path.startsWith("/") || !whole.getPath().startsWith(root.getPath())) {
        throw outside(path, null);
      }
      return whole;
    } catch (URISyntaxException e) {
      throw outside(path, e);
    }
  }

  @Override
  public Map<String, String> dataOptions() {
    return config.dataOptions();
  }

  @Override
  public Optional<Path> jobRights() {
    return JobRightsFile.of(layout);
  }

  private static CloudTikException outside(String path, @Nullable URISyntaxException cause) {
    return new CloudTikException(
        ErrorCode.INTERNAL,
        "expected a path inside the shared data of the workspace, got " + Names.quoted(path),
        cause);
  }

  @Override
  public Path secret(String name) {
    return DerivedSecret.file(layout, name);
  }

  @Override
  public int port(String name, int preferred) {
    return ports.port(runtime + "/" + name, preferred);
  }

  @Override
  public boolean jobUserHasName() {
    return JobIdentity.decided(layout).named();
  }

  @Override
  public void openToJobs(Path path) {
    share(path, SharedWithJobs::open);
  }

  @Override
  public void giveToJobs(Path directory) {
    share(directory, SharedWithJobs::give);
  }

  private interface Sharing {
    void run(SharedWithJobs shared, Path path) throws IOException;
  }

  private void share(Path path, Sharing sharing) {
    if (!jobUserHasName()) {
      return;
    }
    try {
      sharing.run(SharedWithJobs.of(layout, config.dataUri()), path);
    } catch (IOException e) {
      throw new CloudTikException(
          ErrorCode.EXEC_FAILED,
          "%s cannot be shared with the user of jobs: %s; it must lie on a file system that knows users"
              .formatted(path, e),
          e);
    }
  }

  private static Path made(Path directory) {
    try {
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new CloudTikException(
          ErrorCode.EXEC_FAILED,
          "cannot make the directory %s: %s; check permissions and free space"
              .formatted(directory, e),
          e);
    }
  }
}

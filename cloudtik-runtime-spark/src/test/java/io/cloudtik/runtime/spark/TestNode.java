/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.DataSize;
import io.cloudtik.spi.provider.NodeShape;
import io.cloudtik.spi.runtime.EndpointSpec;
import io.cloudtik.spi.runtime.NodeContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A node that is a directory; ports are free ones of its address. */
final class TestNode implements NodeContext {
  static final String SECRET = "5ecre7".repeat(10);

  private final Path cluster;
  private final String id;
  private final String address;
  private final ClusterSpec spec;
  private final List<EndpointSpec> published;
  private final Map<String, Integer> ports = new HashMap<>();
  final List<String> messages = new ArrayList<>();
  final Map<String, Path> delivered = new TreeMap<>();
  boolean isolated;
  @Nullable Path sent;

  /** Where shared data lies; a directory of the test if nothing else is said. */
  private @Nullable URI data;

  private Map<String, String> dataOptions = Map.of();

  /** The file with what jobs of this node may do, if they have rights of their own. */
  @Nullable Path rights;

  TestNode(
      Path cluster, String id, String address, ClusterSpec spec, List<EndpointSpec> published) {
    this.cluster = cluster;
    this.id = id;
    this.address = address;
    this.spec = spec;
    this.published = published;
  }

  static TestNode head(Path cluster, ClusterSpec spec) {
    return new TestNode(cluster, "head", "127.0.0.1", spec, List.of());
  }

  static TestNode worker(Path cluster, ClusterSpec spec) {
    EndpointSpec master =
        EndpointSpec.builder()
            .name("spark-master")
            .scheme("spark")
            .host("127.1.2.3")
            .port(7077)
            .build();
    return new TestNode(cluster, "workers-1", "127.0.0.2", spec, List.of(master));
  }

  private Path directory(String... names) {
    try {
      return Files.createDirectories(Path.of(cluster.toString(), names));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public ClusterSpec spec() {
    return spec;
  }

  @Override
  public Optional<Path> jobRights() {
    return Optional.ofNullable(rights);
  }

  @Override
  public Path cache() {
    return directory("cache");
  }

  @Override
  public void progress(String message, long done, long total) {
    messages.add(message);
  }

  @Override
  public String nodeId() {
    return id;
  }

  @Override
  public boolean head() {
    return id.equals("head");
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public NodeShape shape() {
    return NodeShape.builder().instanceType("test").cpus(1).memory(DataSize.gib(2)).build();
  }

  @Override
  public Path home() {
    return directory(id, "home");
  }

  @Override
  public Path logs() {
    return directory(id, "logs");
  }

  @Override
  public Path scratch() {
    return directory(id, "scratch");
  }

  @Override
  public Path javaHome() {
    return Path.of(System.getProperty("java.home"));
  }

  @Override
  public boolean isolated() {
    return isolated;
  }

  /** Has its shared data elsewhere. */
  TestNode data(URI root, Map<String, String> options) {
    data = root;
    dataOptions = options;
    return this;
  }

  @Override
  public void deliver(String name, Path source) {
    delivered.put(name, source);
  }

  @Override
  public Optional<Path> delivered(String name) {
    return Optional.ofNullable(sent).map(all -> all.resolve(name)).filter(Files::exists);
  }

  @Override
  public Map<String, String> dataOptions() {
    return dataOptions;
  }

  @Override
  public URI data(String path) {
    if (data != null) {
      return data.resolve(path);
    }
    String address = cluster.resolve("data").resolve(path).toUri().getRawPath();
    return URI.create("file://" + address.replaceFirst("/$", ""));
  }

  @Override
  public Path secret(String name) {
    Path file = directory("secrets").resolve(name);
    PrivateFile.write(file, SECRET.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    return file;
  }

  @Override
  public int port(String name, int preferred) {
    return ports.computeIfAbsent(name, any -> freePort());
  }

  private int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(address))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<EndpointSpec> published() {
    return published;
  }
}

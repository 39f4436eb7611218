/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.collection.DependencyCollectionException;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.DependencyNode;
import org.eclipse.aether.graph.Exclusion;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorException;
import org.eclipse.aether.resolution.ArtifactDescriptorRequest;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.filter.DependencyFilterUtils;
import org.eclipse.aether.util.graph.visitor.PreorderNodeListGenerator;

/**
 * Resolves the run-time closure of Maven coordinates into the local repository, as Maven would.
 *
 * <p>Several processes may do so at once with one local repository: they lock it by files. After a
 * failure, what was fetched stays in the local repository and is not fetched again.
 */
public final class JarResolver implements AutoCloseable {
  private final RepositorySystem system = new RepositorySystemSupplier().get();

  /**
   * Returns the jars of the closure, in the order of a class path.
   *
   * @throws io.cloudtik.error.CloudTikException with {@code ARTIFACT_UNRESOLVED}; the message says
   *     what is missing, who was asked and what to do
   */
  public List<Path> resolve(JarRequest request, ResolveListener listener) {
    EffectiveSettings settings = EffectiveSettings.read(request);
    FetchProgress progress = new FetchProgress(listener);
    DefaultRepositorySystemSession session = session(request, settings, progress);
    Repositories repositories = new Repositories(settings);
    repositories.configure(session);
    List<RemoteRepository> asked = repositories.asked(system, session);
    ResolveFailure failure = new ResolveFailure(system, session, asked);
    try {
      listener.collecting();
      DependencyNode root =
          system.collectDependencies(session, collect(request, session, asked)).getRoot();
      PreorderNodeListGenerator closure = new PreorderNodeListGenerator();
      root.accept(closure);
      progress.expect(closure.getDependencies(true).size());
      return system
          .resolveDependencies(
              session,
              new DependencyRequest(
                  root, DependencyFilterUtils.classpathFilter(JavaScopes.RUNTIME)))
          .getArtifactResults()
          .stream()
          .map(ArtifactResult::getArtifact)
          .map(Artifact::getFile)
          .map(File::toPath)
          .toList();
    } catch (ArtifactDescriptorException
        | DependencyCollectionException
        | DependencyResolutionException e) {
      throw failure.explain(request.coordinates(), e);
    }
  }

  @Override
  public void close() {
    system.shutdown();
  }

  private DefaultRepositorySystemSession session(
      JarRequest request, EffectiveSettings settings, FetchProgress progress) {
    DefaultRepositorySystemSession session = MavenRepositorySystemUtils.newSession();
    session.setSystemProperties(System.getProperties());
    session.setOffline(request.offline() || settings.offline());
    session.setTransferListener(progress);
    session.setRepositoryListener(progress.arrivals());
    session.setConfigProperties(
        Map.of(
            "aether.syncContext.named.factory", "file-lock",
            "aether.syncContext.named.nameMapper", "file-gav",
            "aether.connector.basic.threads", "8"));
    Path local =
        request.localRepository() == null ? settings.localRepository() : request.localRepository();
    session.setLocalRepositoryManager(
        system.newLocalRepositoryManager(session, new LocalRepository(local.toFile())));
    return session;
  }

  private CollectRequest collect(
      JarRequest request, RepositorySystemSession session, List<RemoteRepository> asked)
      throws ArtifactDescriptorException {
    CollectRequest collect = new CollectRequest();
    collect.setDependencies(
        Stream.concat(
                roots(request.coordinates(), request.without()),
                roots(request.alone(), List.of("*:*")))
            .toList());
    collect.setManagedDependencies(managed(request, session, asked));
    collect.setRepositories(asked);
    return collect;
  }

  private static Stream<Dependency> roots(List<String> coordinates, List<String> without) {
    List<Exclusion> exclusions =
        without.stream()
            .map(excluded -> excluded.split(":", 2))
            .map(names -> new Exclusion(names[0], names[1], "*", "*"))
            .toList();
    return coordinates.stream()
        .map(DefaultArtifact::new)
        .map(artifact -> new Dependency(artifact, JavaScopes.RUNTIME))
        .map(root -> root.setExclusions(exclusions));
  }

  /** Only the versions: scopes and exclusions are meant for the build that manages them. */
  private List<Dependency> managed(
      JarRequest request, RepositorySystemSession session, List<RemoteRepository> asked)
      throws ArtifactDescriptorException {
    String alignedWith = request.alignedWith();
    if (alignedWith == null) {
      return List.of();
    }
    ArtifactDescriptorRequest descriptor =
        new ArtifactDescriptorRequest(new DefaultArtifact(alignedWith), asked, null);
    return system.readArtifactDescriptor(session, descriptor).getManagedDependencies().stream()
        .map(dependency -> new Dependency(dependency.getArtifact(), ""))
        .toList();
  }
}

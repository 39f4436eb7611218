/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark.maven;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.settings.Mirror;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Repository;
import org.apache.maven.settings.Server;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.Authentication;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.RepositoryPolicy;
import org.eclipse.aether.util.repository.AuthenticationBuilder;
import org.eclipse.aether.util.repository.DefaultAuthenticationSelector;
import org.eclipse.aether.util.repository.DefaultMirrorSelector;
import org.eclipse.aether.util.repository.DefaultProxySelector;

/** The repositories that are asked, with the mirrors, proxies and credentials of the settings. */
final class Repositories {
  private static final String CENTRAL = "https://repo.maven.apache.org/maven2";

  private final EffectiveSettings settings;

  Repositories(EffectiveSettings settings) {
    this.settings = settings;
  }

  /** Puts mirrors, proxies and credentials into a session, before it is used. */
  void configure(DefaultRepositorySystemSession session) {
    session.setMirrorSelector(mirrors());
    session.setProxySelector(proxies());
    session.setAuthenticationSelector(credentials());
  }

  /** Those of the active profiles, then Maven Central unless a profile redefines it. */
  List<RemoteRepository> asked(RepositorySystem system, RepositorySystemSession session) {
    List<RemoteRepository> repositories = new ArrayList<>();
    for (Repository repository : settings.repositories()) {
      repositories.add(remote(repository));
    }
    if (repositories.stream().noneMatch(repository -> repository.getId().equals("central"))) {
      repositories.add(
          new RemoteRepository.Builder("central", "default", CENTRAL)
              .setSnapshotPolicy(new RepositoryPolicy(false, "never", "warn"))
              .build());
    }
    return system.newResolutionRepositories(session, repositories);
  }

  /** For messages: where an artifact was looked for, without credentials that a URL may carry. */
  static String describe(List<RemoteRepository> repositories) {
    return String.join(", ", repositories.stream().map(Repositories::describe).toList());
  }

  private static String describe(RemoteRepository repository) {
    String place = repository.getId() + " (" + withoutUser(repository.getUrl()) + ")";
    if (repository.getMirroredRepositories().isEmpty()) {
      return place;
    }
    List<String> ids =
        repository.getMirroredRepositories().stream().map(RemoteRepository::getId).toList();
    return place + ", the mirror of " + String.join(" and ", ids);
  }

  private static String withoutUser(String url) {
    try {
      String user = URI.create(url).getRawUserInfo();
      return user == null ? url : url.replace(user + "@", "");
    } catch (IllegalArgumentException notAnUri) {
      return url;
    }
  }

  private DefaultMirrorSelector mirrors() {
    DefaultMirrorSelector selector = new DefaultMirrorSelector();
    for (Mirror mirror : settings.mirrors()) {
      selector.add(
          mirror.getId(),
          mirror.getUrl(),
          mirror.getLayout(),
          false,
          mirror.isBlocked(),
          mirror.getMirrorOf(),
          mirror.getMirrorOfLayouts());
    }
    return selector;
  }

  private DefaultProxySelector proxies() {
    DefaultProxySelector selector = new DefaultProxySelector();
    for (Proxy proxy : settings.proxies()) {
      if (proxy.isActive()) {
        selector.add(
            new org.eclipse.aether.repository.Proxy(
                proxy.getProtocol(),
                proxy.getHost(),
                proxy.getPort(),
                new AuthenticationBuilder()
                    .addUsername(proxy.getUsername())
                    .addPassword(proxy.getPassword())
                    .build()),
            proxy.getNonProxyHosts());
      }
    }
    return selector;
  }

  private DefaultAuthenticationSelector credentials() {
    DefaultAuthenticationSelector selector = new DefaultAuthenticationSelector();
    for (Server server : settings.servers()) {
      Authentication authentication =
          new AuthenticationBuilder()
              .addUsername(server.getUsername())
              .addPassword(server.getPassword())
              .addPrivateKey(server.getPrivateKey(), server.getPassphrase())
              .build();
      selector.add(server.getId(), authentication);
    }
    return selector;
  }

  private static RemoteRepository remote(Repository repository) {
    return new RemoteRepository.Builder(
            repository.getId(), repository.getLayout(), repository.getUrl())
        .setReleasePolicy(policy(repository.getReleases()))
        .setSnapshotPolicy(policy(repository.getSnapshots()))
        .build();
  }

  private static RepositoryPolicy policy(
      org.apache.maven.settings.@org.jspecify.annotations.Nullable RepositoryPolicy policy) {
    if (policy == null) {
      return new RepositoryPolicy();
    }
    return new RepositoryPolicy(
        policy.isEnabled(), orDaily(policy.getUpdatePolicy()), orWarn(policy.getChecksumPolicy()));
  }

  private static String orDaily(@org.jspecify.annotations.Nullable String update) {
    return update == null ? RepositoryPolicy.UPDATE_POLICY_DAILY : update;
  }

  private static String orWarn(@org.jspecify.annotations.Nullable String checksum) {
    return checksum == null ? RepositoryPolicy.CHECKSUM_POLICY_WARN : checksum;
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark.maven;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import java.util.List;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorException;
import org.eclipse.aether.resolution.VersionRangeRequest;
import org.eclipse.aether.resolution.VersionRangeResolutionException;
import org.eclipse.aether.transfer.ArtifactFilteredOutException;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.ArtifactTransferException;
import org.eclipse.aether.transfer.RepositoryOfflineException;

/** Turns what the resolver threw into a message for the one who asked for the jars. */
final class ResolveFailure {
  private static final int VERSIONS_SHOWN = 8;

  private final RepositorySystem system;
  private final RepositorySystemSession session;
  private final List<RemoteRepository> asked;

  ResolveFailure(
      RepositorySystem system, RepositorySystemSession session, List<RemoteRepository> asked) {
    this.system = system;
    this.session = session;
    this.asked = asked;
  }

  CloudTikException explain(List<String> coordinates, Exception failure) {
    String missing = missing(coordinates, failure);
    StringBuilder message = new StringBuilder();
    message.append(missing).append(" cannot be resolved: ").append(reason(failure));
    message.append("; local repository ").append(session.getLocalRepository().getBasedir());
    message.append(
        session.isOffline()
            ? ", offline: no remote repository was asked"
            : ", asked " + Repositories.describe(asked));
    String versions = versions(missing);
    if (!versions.isEmpty()) {
      message.append("; versions that can be had: ").append(versions);
    }
    message.append("; ").append(remedy(failure));
    return new CloudTikException(ErrorCode.ARTIFACT_UNRESOLVED, message.toString(), failure);
  }

  private static String missing(List<String> coordinates, Exception failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof ArtifactTransferException transfer) {
        return named(transfer.getArtifact());
      }
      if (t instanceof ArtifactDescriptorException descriptor) {
        return named(descriptor.getResult().getArtifact());
      }
    }
    return String.join(", ", coordinates);
  }

  private static String named(Artifact artifact) {
    return artifact.getGroupId() + ":" + artifact.getArtifactId() + ":" + artifact.getVersion();
  }

  private String reason(Exception failure) {
    Throwable last = failure;
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof ArtifactNotFoundException) {
        return "it was not found";
      }
      last = t;
    }
    return String.valueOf(last.getMessage());
  }

  private String remedy(Exception failure) {
    if (session.isOffline() || caused(failure, RepositoryOfflineException.class)) {
      return "allow Maven to go online, or fetch these coordinates once with a network";
    }
    return caused(failure, ArtifactNotFoundException.class)
            || caused(failure, ArtifactFilteredOutException.class)
        ? "choose another version, or add a repository that has it to the Maven settings"
        : "check the network and the mirrors, proxies and credentials of the Maven settings";
  }

  private static boolean caused(Throwable failure, Class<? extends Throwable> type) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return true;
      }
    }
    return false;
  }

  /** The newest known versions of an artifact; empty when nobody knows any. */
  private String versions(String coordinates) {
    String[] parts = coordinates.split(":", 3);
    VersionRangeRequest request =
        new VersionRangeRequest(
            new DefaultArtifact(parts[0], parts[1], "jar", "[0,)"), asked, null);
    try {
      List<String> versions =
          system.resolveVersionRange(session, request).getVersions().stream()
              .map(Object::toString)
              .filter(version -> !version.matches(".*-(preview|rc|SNAPSHOT).*"))
              .toList();
      int first = Math.max(0, versions.size() - VERSIONS_SHOWN);
      return String.join(", ", versions.subList(first, versions.size()));
    } catch (VersionRangeResolutionException unknown) {
      return "";
    }
  }
}

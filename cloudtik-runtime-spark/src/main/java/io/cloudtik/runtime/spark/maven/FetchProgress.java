/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark.maven;

import java.util.HashSet;
import java.util.Set;
import org.eclipse.aether.AbstractRepositoryListener;
import org.eclipse.aether.RepositoryEvent;
import org.eclipse.aether.RepositoryListener;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferEvent;

/** Counts jars and bytes of one resolution. */
final class FetchProgress extends AbstractTransferListener {
  private final ResolveListener listener;
  private final Set<String> arrived = new HashSet<>();
  private int total;
  private long bytes;

  FetchProgress(ResolveListener listener) {
    this.listener = listener;
  }

  synchronized void expect(int jars) {
    total = jars;
    listener.fetching(arrived.size(), total, bytes);
  }

  /** The listener for artifacts that are there, whether fetched now or long ago. */
  RepositoryListener arrivals() {
    return new AbstractRepositoryListener() {
      @Override
      public void artifactResolved(RepositoryEvent event) {
        Artifact artifact = event.getArtifact();
        if (artifact.getFile() != null && artifact.getExtension().equals("jar")) {
          arrived(artifact);
        }
      }
    };
  }

  @Override
  public synchronized void transferProgressed(TransferEvent event) {
    bytes += event.getDataBuffer().remaining();
  }

  /** The resolver may tell an artifact more than once. */
  private synchronized void arrived(Artifact artifact) {
    if (total > 0 && arrived.add(artifact.toString())) {
      listener.fetching(arrived.size(), total, bytes);
    }
  }
}

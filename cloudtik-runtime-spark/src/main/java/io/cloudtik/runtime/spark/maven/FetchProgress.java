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
        if (artifact.getFile() != null) {
          arrived(artifact.getFile().getName());
        }
      }
    };
  }

  @Override
  public void transferSucceeded(TransferEvent event) {
    String name = event.getResource().getResourceName();
    arrived(name.substring(name.lastIndexOf('/') + 1));
  }

  @Override
  public synchronized void transferProgressed(TransferEvent event) {
    bytes += event.getDataBuffer().remaining();
  }

  /** A jar that was fetched is told twice, once it is there and when all are. */
  private synchronized void arrived(String file) {
    if (total > 0 && file.endsWith(".jar") && arrived.add(file)) {
      listener.fetching(arrived.size(), total, bytes);
    }
  }
}

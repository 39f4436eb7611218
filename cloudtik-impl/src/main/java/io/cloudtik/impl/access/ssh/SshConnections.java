/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import io.cloudtik.spi.provider.SshAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connections of this JVM: one for each machine and identity. Who is done with one gives it
 * back; it is closed when nobody wanted it for a while. Thread-safe.
 */
final class SshConnections {
  private static final Duration IDLE = Duration.ofSeconds(10);
  private static final Map<Key, Shared> shared = new HashMap<>();

  private SshConnections() {}

  private record Key(SshAddress address, SshIdentities identities, Patience patience) {}

  private static final class Shared {
    final SshConnection connection;
    final @Nullable Key via;
    int users;
    @Nullable ScheduledFuture<?> closing;

    Shared(SshConnection connection, @Nullable Key via) {
      this.connection = connection;
      this.via = via;
    }
  }

  /** A use of a connection; closing it twice is as closing it once. */
  static final class Use implements AutoCloseable {
    private final Key key;
    private final SshConnection connection;
    private boolean done;

    private Use(Key key, SshConnection connection) {
      this.key = key;
      this.connection = connection;
    }

    SshConnection connection() {
      return connection;
    }

    @Override
    public synchronized void close() {
      if (!done) {
        done = true;
        release(key);
      }
    }
  }

  static Use use(SshAddress address, SshIdentities identities, Patience patience) {
    Key key = key(address, identities, patience);
    return new Use(key, acquire(key));
  }

  /** Directories of one machine share its connection, which knows only where sshd is. */
  private static Key key(SshAddress address, SshIdentities identities, Patience patience) {
    SshAddress.Builder any =
        SshAddress.builder()
            .host(address.sshHost())
            .port(address.port())
            .user(address.user())
            .directory(Path.of("/"))
            .hostKeys(address.hostKeys())
            .anyHostKey(address.anyHostKey());
    address.identityFile().ifPresent(any::identityFile);
    address.via().ifPresent(any::via);
    return new Key(any.build(), identities, patience);
  }

  private static synchronized SshConnection acquire(Key key) {
    Shared entry = shared.get(key);
    if (entry == null) {
      Key via =
          key.address().via().map(jump -> key(jump, key.identities(), key.patience())).orElse(null);
      SshConnection through = via == null ? null : acquire(via);
      entry =
          new Shared(
              new SshConnection(
                  key.address(),
                  new SshDial(key.address(), key.identities(), key.patience()),
                  through),
              via);
      shared.put(key, entry);
    }
    entry.users++;
    if (entry.closing != null) {
      entry.closing.cancel(false);
      entry.closing = null;
    }
    return entry.connection;
  }

  private static synchronized void release(Key key) {
    Shared entry = shared.get(key);
    if (entry != null && --entry.users == 0) {
      entry.closing =
          SshThreads.timer()
              .schedule(() -> expire(key, entry), IDLE.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private static synchronized void expire(Key key, Shared entry) {
    if (entry.users == 0 && shared.get(key) == entry) {
      shared.remove(key);
      entry.connection.close();
      if (entry.via != null) {
        release(entry.via);
      }
    }
  }
}

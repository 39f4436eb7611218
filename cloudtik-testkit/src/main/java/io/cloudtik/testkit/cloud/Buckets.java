/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.cloud;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.FailureKind;
import io.cloudtik.spi.store.ObjectArea;
import io.cloudtik.spi.store.StoreKeys;
import io.cloudtik.spi.store.StoredDocument;
import io.cloudtik.spi.store.WorkspaceStorage;
import io.cloudtik.spi.store.WorkspaceStore;
import io.cloudtik.spi.store.WriteCondition;
import io.cloudtik.testkit.MemoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What lies in the buckets of the cloud. Thread-safe. */
public final class Buckets {
  private final Clock clock;
  private final Predicate<String> exists;
  private final Map<String, Content> contents = new ConcurrentHashMap<>();

  Buckets(Clock clock, Predicate<String> exists) {
    this.clock = clock;
    this.exists = exists;
  }

  private record Content(MemoryStore documents, Map<String, byte[]> objects) {}

  private Content content(String bucket) {
    if (!exists.test(bucket)) {
      throw Faults.refusal(FailureKind.NOT_FOUND, "The bucket " + bucket + " does not exist");
    }
    return contents.computeIfAbsent(
        bucket, any -> new Content(new MemoryStore(clock), new ConcurrentSkipListMap<>()));
  }

  /** Returns the storage in a bucket as a client sees it; it need not exist yet. */
  public WorkspaceStorage open(CloudClient client, String bucket) {
    WorkspaceStore documents = new Documents(client, bucket);
    ObjectArea control = new Objects(client, bucket, "control/");
    ObjectArea data = new Objects(client, bucket, "data/");
    return new WorkspaceStorage() {
      @Override
      public WorkspaceStore documents() {
        return documents;
      }

      @Override
      public ObjectArea control() {
        return control;
      }

      @Override
      public ObjectArea data() {
        return data;
      }
    };
  }

  /** Deletes all that lies in a bucket. */
  public void empty(CloudClient client, String bucket) {
    client.change("DeleteObjects", bucket, () -> contents.remove(bucket));
  }

  /** Returns how many documents and objects lie in a bucket. */
  public int size(String bucket) {
    Content content = contents.get(bucket);
    return content == null ? 0 : content.documents.list("").size() + content.objects.size();
  }

  private final class Documents implements WorkspaceStore {
    private final CloudClient client;
    private final String bucket;

    Documents(CloudClient client, String bucket) {
      this.client = client;
      this.bucket = bucket;
    }

    private MemoryStore store() {
      return content(bucket).documents;
    }

    @Override
    public Optional<StoredDocument> read(String key) {
      StoreKeys.OF_DOCUMENTS.require(key);
      return client.read("GetObject", key, () -> store().read(key));
    }

    @Override
    public StoredDocument write(
        String key, String text, WriteCondition condition, @Nullable Duration expiry) {
      StoreKeys.OF_DOCUMENTS.require(key);
      return client.change("PutObject", key, () -> store().write(key, text, condition, expiry));
    }

    @Override
    public void delete(String key, WriteCondition condition) {
      StoreKeys.OF_DOCUMENTS.require(key);
      client.change("DeleteObject", key, nothing(() -> store().delete(key, condition)));
    }

    @Override
    public List<String> list(String prefix) {
      StoreKeys.OF_DOCUMENTS.requirePrefix(prefix);
      return client.read("ListObjects", prefix, () -> store().list(prefix));
    }
  }

  private static Supplier<@Nullable Void> nothing(Runnable effect) {
    return () -> {
      effect.run();
      return null;
    };
  }

  private final class Objects implements ObjectArea {
    private final CloudClient client;
    private final String bucket;
    private final String area;

    Objects(CloudClient client, String bucket, String area) {
      this.client = client;
      this.bucket = bucket;
      this.area = area;
    }

    private Map<String, byte[]> objects() {
      return content(bucket).objects;
    }

    @Override
    public boolean has(String path) {
      StoreKeys.OF_OBJECTS.require(path);
      return client.read("GetObject", area + path, () -> objects().containsKey(area + path));
    }

    @Override
    public void put(String path, Path file) {
      StoreKeys.OF_OBJECTS.require(path);
      byte[] bytes;
      try {
        bytes = Files.readAllBytes(file);
      } catch (IOException e) {
        throw new CloudTikException(ErrorCode.FILE_MISSING, "cannot read " + file, e);
      }
      client.change("PutObject", area + path, nothing(() -> objects().put(area + path, bytes)));
    }

    @Override
    public void fetch(String path, Path file) {
      StoreKeys.OF_OBJECTS.require(path);
      byte[] bytes = client.read("GetObject", area + path, () -> objects().get(area + path));
      if (bytes == null) {
        throw new CloudTikException(
            ErrorCode.FILE_MISSING, "no object %s in bucket %s".formatted(area + path, bucket));
      }
      try {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public List<String> list(String prefix) {
      StoreKeys.OF_OBJECTS.requirePrefix(prefix);
      return client.read(
          "ListObjects",
          area + prefix,
          () ->
              objects().keySet().stream()
                  .filter(path -> path.startsWith(area + prefix))
                  .map(path -> path.substring(area.length()))
                  .toList());
    }

    @Override
    public void deleteAll(String prefix) {
      StoreKeys.OF_OBJECTS.requirePrefix(prefix);
      client.change(
          "DeleteObjects",
          area + prefix,
          nothing(() -> objects().keySet().removeIf(path -> path.startsWith(area + prefix))));
    }

    @Override
    public URI uri(String path) {
      if (!path.isEmpty()) {
        StoreKeys.OF_OBJECTS.require(
            path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
      }
      return URI.create("sim://" + bucket + "/" + area + path);
    }
  }

  /** Returns how much lies in each bucket, by name. */
  public Map<String, Integer> sizes() {
    Map<String, Integer> sizes = new TreeMap<>();
    contents.keySet().forEach(bucket -> sizes.put(bucket, size(bucket)));
    return sizes;
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.store.s3;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.FileErrors;
import io.cloudtik.spi.store.ObjectArea;
import io.cloudtik.spi.store.StoreKeys;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Objects below one prefix of a bucket. Thread-safe. */
final class S3Objects implements ObjectArea {
  /** What S3 deletes in one call at most. */
  private static final int DELETED_AT_ONCE = 1_000;

  private final S3Place place;
  private final S3Addresses addresses;
  private final Uploads uploads;

  S3Objects(S3Place place, S3Addresses addresses) {
    this.place = place;
    this.addresses = addresses;
    this.uploads = new Uploads(place);
  }

  private String key(String path) {
    return place.prefix() + StoreKeys.OF_OBJECTS.require(path);
  }

  @Override
  public boolean has(String path) {
    String key = key(path);
    return place.call(
        "HeadObject",
        key,
        () -> {
          try {
            place.client().headObject(b -> b.bucket(place.bucket()).key(key));
            return true;
          } catch (S3Exception e) {
            if (S3Refusals.isNoSuchKey(e)) {
              return false;
            }
            throw e;
          }
        });
  }

  @Override
  public void put(String path, Path file) {
    String key = key(path);
    if (!Files.isRegularFile(file)) {
      throw new CloudTikException(
          ErrorCode.FILE_MISSING,
          "object '%s' cannot be written: %s %s"
              .formatted(path, file, Files.exists(file) ? "is not a file" : "is missing"));
    }
    try {
      uploads.put(key, file);
    } catch (IOException e) {
      throw failed("read", file, e);
    }
  }

  @Override
  public void fetch(String path, Path file) {
    String key = key(path);
    Path target = file.toAbsolutePath();
    Path directory = target.getParent();
    Path temporary =
        target.resolveSibling(
            target.getFileName() + "~" + UUID.randomUUID().toString().substring(24));
    try {
      if (directory != null) {
        Files.createDirectories(directory);
      }
      if (!download(key, temporary)) {
        throw new CloudTikException(
            ErrorCode.FILE_MISSING,
            "object '%s' does not exist: s3://%s/%s is missing"
                .formatted(path, place.bucket(), key));
      }
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw failed("write", file, e);
    } finally {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException e) {
        // What went wrong before matters more, and after success it is not there.
      }
    }
  }

  private boolean download(String key, Path temporary) {
    return place.call(
        "GetObject",
        key,
        () -> {
          try {
            place
                .client()
                .getObject(
                    b -> b.bucket(place.bucket()).key(key), ResponseTransformer.toFile(temporary));
            return true;
          } catch (S3Exception e) {
            if (S3Refusals.isNoSuchKey(e)) {
              return false;
            }
            throw e;
          }
        });
  }

  private static CloudTikException failed(String what, Path file, IOException e) {
    return new CloudTikException(
        ErrorCode.FILE_MISSING,
        "cannot %s %s: %s".formatted(what, file, FileErrors.reason(file, e)),
        e);
  }

  @Override
  public Optional<URI> readableAt(String path, Duration validity) {
    return addresses.readableAt(key(path), validity);
  }

  @Override
  public List<String> list(String prefix) {
    StoreKeys.OF_OBJECTS.requirePrefix(prefix);
    List<String> paths = new ArrayList<>();
    for (S3Object object : Listing.of(place, prefix)) {
      String path = object.key().substring(place.prefix().length());
      if (StoreKeys.OF_OBJECTS.allow(path)) {
        paths.add(path);
      }
    }
    Collections.sort(paths);
    return List.copyOf(paths);
  }

  /** Deletes also what frameworks wrote under names that are no legal paths. */
  @Override
  public void deleteAll(String prefix) {
    StoreKeys.OF_OBJECTS.requirePrefix(prefix);
    List<S3Object> found = Listing.of(place, prefix);
    for (int from = 0; from < found.size(); from += DELETED_AT_ONCE) {
      delete(found.subList(from, Math.min(from + DELETED_AT_ONCE, found.size())));
    }
  }

  private void delete(List<S3Object> objects) {
    Delete all =
        Delete.builder()
            .objects(
                objects.stream()
                    .map(object -> ObjectIdentifier.builder().key(object.key()).build())
                    .toList())
            .quiet(true)
            .build();
    DeleteObjectsResponse answer =
        place.call(
            "DeleteObjects",
            place.prefix(),
            () -> place.client().deleteObjects(b -> b.bucket(place.bucket()).delete(all)));
    if (!answer.errors().isEmpty()) {
      throw new CloudTikException(
          ErrorCode.STORE_UNAVAILABLE,
          "%d of %d objects of bucket %s could not be deleted, the first of them %s: %s; delete them again"
              .formatted(
                  answer.errors().size(),
                  objects.size(),
                  place.bucket(),
                  answer.errors().get(0).key(),
                  answer.errors().get(0).code()));
    }
  }

  @Override
  public Map<String, String> hadoopOptions() {
    return addresses.hadoopOptions();
  }

  @Override
  public URI uri(String path) {
    String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    if (!bare.isEmpty()) {
      StoreKeys.OF_OBJECTS.require(bare);
    }
    try {
      return new URI("s3a", place.bucket(), "/" + place.prefix() + path, null);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(path, e);
    }
  }
}

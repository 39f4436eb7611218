/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.store.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Writes files as objects: in one call, or large ones in parts, which are an object only when the
 * last call says so. Thread-safe.
 */
final class Uploads {
  private static final long MIB = 1024L * 1024;
  private static final long LARGEST_IN_ONE_CALL = 64 * MIB;
  private static final long LEAST_PART = 16 * MIB;

  /** S3 takes at most that many parts (<i>Amazon S3 multipart upload limits</i>). */
  private static final long MOST_PARTS = 10_000;

  private final S3Place place;
  private final long largestInOneCall;
  private final long leastPart;

  Uploads(S3Place place) {
    this(place, LARGEST_IN_ONE_CALL, LEAST_PART);
  }

  Uploads(S3Place place, long largestInOneCall, long leastPart) {
    this.place = place;
    this.largestInOneCall = largestInOneCall;
    this.leastPart = leastPart;
  }

  void put(String key, Path file) throws IOException {
    long size = Files.size(file);
    if (size <= largestInOneCall) {
      place.call(
          "PutObject",
          key,
          () ->
              place
                  .client()
                  .putObject(b -> b.bucket(place.bucket()).key(key), RequestBody.fromFile(file)));
    } else {
      inParts(key, file, size);
    }
  }

  private void inParts(String key, Path file, long size) throws IOException {
    String upload =
        place.call(
            "CreateMultipartUpload",
            key,
            () ->
                place
                    .client()
                    .createMultipartUpload(b -> b.bucket(place.bucket()).key(key))
                    .uploadId());
    boolean whole = false;
    try {
      List<CompletedPart> parts = parts(key, file, size, upload);
      place.call(
          "CompleteMultipartUpload",
          key,
          () ->
              place
                  .client()
                  .completeMultipartUpload(
                      b ->
                          b.bucket(place.bucket())
                              .key(key)
                              .uploadId(upload)
                              .multipartUpload(m -> m.parts(parts))));
      whole = true;
    } finally {
      if (!whole) {
        abort(key, upload);
      }
    }
  }

  private List<CompletedPart> parts(String key, Path file, long size, String upload)
      throws IOException {
    long each = Math.max(leastPart, (size + MOST_PARTS - 1) / MOST_PARTS);
    List<CompletedPart> parts = new ArrayList<>();
    for (long from = 0; from < size; from += each) {
      int number = parts.size() + 1;
      long start = from;
      long length = Math.min(each, size - from);
      RequestBody body =
          RequestBody.fromContentProvider(
              () -> stream(file, start), length, "application/octet-stream");
      String etag =
          place.call(
              "UploadPart",
              key,
              () ->
                  place
                      .client()
                      .uploadPart(
                          b ->
                              b.bucket(place.bucket())
                                  .key(key)
                                  .uploadId(upload)
                                  .partNumber(number)
                                  .contentLength(length),
                          body)
                      .eTag());
      parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
    }
    return parts;
  }

  /** The content length ends the part; the SDK may ask for it again to repeat a call. */
  private static InputStream stream(Path file, long start) {
    try {
      FileChannel channel = FileChannel.open(file);
      channel.position(start);
      return Channels.newInputStream(channel);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void abort(String key, String upload) {
    try {
      place.call(
          "AbortMultipartUpload",
          key,
          () ->
              place
                  .client()
                  .abortMultipartUpload(b -> b.bucket(place.bucket()).key(key).uploadId(upload)));
    } catch (RuntimeException e) {
      // What failed first is thrown; a rule of the bucket ends uploads that nobody ended.
      return;
    }
  }
}

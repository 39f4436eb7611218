/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.store.s3;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Uploads below a prefix that somebody began and never ended: they are no objects, and cost. */
final class UnfinishedUploads {
  private final S3Place place;

  UnfinishedUploads(S3Place place) {
    this.place = place;
  }

  void abort() {
    list().forEach(this::abort);
  }

  private List<MultipartUpload> list() {
    List<MultipartUpload> all = new ArrayList<>();
    @Nullable ListMultipartUploadsResponse page = null;
    do {
      @Nullable String key = page == null ? null : page.nextKeyMarker();
      @Nullable String upload = page == null ? null : page.nextUploadIdMarker();
      page =
          place.call(
              "ListMultipartUploads",
              place.prefix(),
              () ->
                  place
                      .client()
                      .listMultipartUploads(
                          b ->
                              b.bucket(place.bucket())
                                  .prefix(place.prefix())
                                  .keyMarker(key)
                                  .uploadIdMarker(upload)));
      all.addAll(page.uploads());
    } while (Boolean.TRUE.equals(page.isTruncated()));
    return all;
  }

  private void abort(MultipartUpload upload) {
    place.call(
        "AbortMultipartUpload",
        upload.key(),
        () -> {
          try {
            place
                .client()
                .abortMultipartUpload(
                    b -> b.bucket(place.bucket()).key(upload.key()).uploadId(upload.uploadId()));
            return true;
          } catch (S3Exception e) {
            if (S3Refusals.isNoSuchKey(e)) {
              return false; // Its owner ended it meanwhile.
            }
            throw e;
          }
        });
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.store.s3;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Lists objects, page after page. */
final class Listing {
  private Listing() {}

  static List<S3Object> of(S3Place place, String prefix) {
    List<S3Object> all = new ArrayList<>();
    String full = place.prefix() + prefix;
    @Nullable String next = null;
    do {
      String token = next;
      ListObjectsV2Response page =
          place.call(
              "ListObjectsV2",
              full,
              () ->
                  place
                      .client()
                      .listObjectsV2(
                          b -> b.bucket(place.bucket()).prefix(full).continuationToken(token)));
      all.addAll(page.contents());
      next = Boolean.TRUE.equals(page.isTruncated()) ? page.nextContinuationToken() : null;
    } while (next != null);
    return all;
  }
}

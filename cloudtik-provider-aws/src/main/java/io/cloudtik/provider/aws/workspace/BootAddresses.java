/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.workspace;

import io.cloudtik.store.s3.S3Addresses;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Where machines read what they boot with: at plain addresses, if they are let in by their
 * endpoint; else signed by the user, if the user said so; else nowhere.
 */
final class BootAddresses implements S3Addresses {
  private final Scope scope;
  private final Place place;
  private final boolean throughEndpoint;

  BootAddresses(Scope scope, Place place, boolean throughEndpoint) {
    this.scope = scope;
    this.place = place;
    this.throughEndpoint = throughEndpoint;
  }

  @Override
  public Optional<URI> readableAt(String key, Duration validity) {
    if (scope.options().signedBootAddresses()) {
      return Optional.of(signed(key, validity));
    }
    if (!throughEndpoint) {
      return Optional.empty();
    }
    return Optional.of(
        uri(scope.clients().s3().utilities().getUrl(b -> b.bucket(place.bucket()).key(key))));
  }

  private URI signed(String key, Duration validity) {
    boolean override = scope.clients().config().endpoint().isPresent();
    S3Presigner.Builder builder =
        S3Presigner.builder()
            .region(Region.of(scope.options().region()))
            .credentialsProvider(scope.clients().credentials())
            .serviceConfiguration(
                S3Configuration.builder().pathStyleAccessEnabled(override).build());
    scope.clients().config().endpoint().ifPresent(builder::endpointOverride);
    try (S3Presigner signer = builder.build()) {
      return uri(
          signer
              .presignGetObject(
                  b ->
                      b.signatureDuration(validity)
                          .getObjectRequest(g -> g.bucket(place.bucket()).key(key)))
              .url());
    }
  }

  private static URI uri(URL url) {
    try {
      return url.toURI();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}

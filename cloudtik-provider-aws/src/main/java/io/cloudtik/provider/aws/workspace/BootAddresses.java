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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Where machines read without a right of their own. What they boot with at plain addresses, if they
 * are let in by their endpoint; else signed by the user, if the user said so; else nowhere. All
 * else signed by the head, for its own nodes. And how Hadoop reaches the bucket.
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
    boolean boots = key.startsWith(place.prefix()) && isForBooting(key);
    if (boots && throughEndpoint) {
      return Optional.of(
          uri(scope.clients().s3().utilities().getUrl(b -> b.bucket(place.bucket()).key(key))));
    }
    // What a head signs is read by its nodes at once, and is in no script of a machine.
    return (!boots && scope.onHead()) || scope.options().signedBootAddresses()
        ? Optional.of(signed(key, validity))
        : Optional.empty();
  }

  /** As {@link io.cloudtik.provider.aws.rights.Rights#ofBooting} lets anybody in. */
  private boolean isForBooting(String key) {
    return key.substring(place.prefix().length())
        .matches("control/(bundles|java)/.*|data/clusters/.*/head\\.json");
  }

  @Override
  public Map<String, String> hadoopOptions() {
    Map<String, String> options = new TreeMap<>();
    options.put("fs.s3a.endpoint.region", scope.options().region());
    scope
        .clients()
        .config()
        .endpoint()
        .ifPresent(
            endpoint -> {
              options.put("fs.s3a.endpoint", endpoint.toString());
              options.put("fs.s3a.path.style.access", "true");
              options.put(
                  "fs.s3a.connection.ssl.enabled",
                  Boolean.toString("https".equals(endpoint.getScheme())));
            });
    return options;
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

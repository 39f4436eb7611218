/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.onpremise;

import io.cloudtik.error.DiscoveryException;
import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.spec.Names;
import io.cloudtik.spec.ProviderConfig;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.spi.provider.ProviderContext;
import io.cloudtik.spi.provider.ProviderFactory;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Opens {@link OnPremise}. Thread-safe. */
public final class OnPremiseFactory implements ProviderFactory {
  private static final String STORE = "store";
  private static final String BUCKET = "bucket";
  private static final String ENDPOINT = "endpoint";
  private static final String REGION = "region";
  private static final String PREFIX = "prefix";
  private static final String CREDENTIALS_FILE = "credentialsFile";
  private static final String HOSTS = "hosts";

  /** Makes a factory; {@link java.util.ServiceLoader} calls this. */
  public OnPremiseFactory() {}

  @Override
  public String name() {
    return OnPremise.NAME;
  }

  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  public Map<String, String> encode(ProviderConfig config) {
    OnPremise onPremise = required(config);
    Map<String, String> options = new TreeMap<>();
    onPremise.directory().ifPresent(directory -> options.put(STORE, directory.toString()));
    onPremise.bucket().ifPresent(bucket -> encode(bucket, options));
    options.put(HOSTS, String.join("\n", HostLines.write(onPremise.hosts())));
    return Map.copyOf(options);
  }

  private static void encode(S3Bucket bucket, Map<String, String> options) {
    options.put(BUCKET, bucket.name());
    options.put(REGION, bucket.region());
    options.put(PREFIX, bucket.prefix());
    bucket.endpoint().ifPresent(endpoint -> options.put(ENDPOINT, endpoint.toString()));
    bucket.credentialsFile().ifPresent(file -> options.put(CREDENTIALS_FILE, file.toString()));
  }

  @Override
  public ProviderConfig decode(Map<String, String> options) {
    List<Host> hosts =
        HostLines.parse("provider.hosts", null, options.getOrDefault(HOSTS, "").lines().toList());
    if (options.containsKey(BUCKET)) {
      return OnPremise.hosts(bucket(options), hosts);
    }
    String store = options.getOrDefault(STORE, "");
    if (store.isBlank()) {
      throw InvalidSpecException.of("provider.store: expected an absolute path, got nothing");
    }
    return OnPremise.hosts(Path.of(store), hosts);
  }

  private static S3Bucket bucket(Map<String, String> options) {
    S3Bucket bucket =
        S3Bucket.of(options.getOrDefault(BUCKET, ""))
            .withRegion(options.getOrDefault(REGION, ""))
            .withPrefix(options.getOrDefault(PREFIX, ""))
            .withCredentialsFile(Path.of(options.getOrDefault(CREDENTIALS_FILE, "")));
    return options.containsKey(ENDPOINT)
        ? bucket.withEndpoint(URI.create(options.getOrDefault(ENDPOINT, "")))
        : bucket;
  }

  @Override
  public List<String> bundles(ProviderConfig config) {
    String own = "provider-" + OnPremise.NAME;
    return required(config).bucket().isPresent() ? List.of(own, OnPremise.S3_BUNDLE) : List.of(own);
  }

  @Override
  public CloudProvider open(ProviderConfig config, ProviderContext context) {
    OnPremise onPremise = required(config);
    Names.requireName("workspace.name", context.workspace());
    return new OnPremiseProvider(onPremise, store(onPremise, context), context);
  }

  private static HostStore store(OnPremise config, ProviderContext context) {
    S3Bucket bucket = config.bucket().orElse(null);
    if (bucket == null) {
      return new SharedDirectory(config.directory().orElseThrow(), context);
    }
    try {
      return BucketStore.open(bucket, context);
    } catch (NoClassDefFoundError e) {
      throw new DiscoveryException(
          OnPremise.S3_BUNDLE,
          List.of(),
          "the store of the hosts is %s, and what speaks with buckets is not on the class path (%s is missing); add io.cloudtik:cloudtik-%s"
              .formatted(bucket, e.getMessage(), OnPremise.S3_BUNDLE));
    }
  }

  private static OnPremise required(ProviderConfig config) {
    if (config instanceof OnPremise onPremise) {
      return onPremise;
    }
    throw InvalidSpecException.of(
        "provider: expected a %s, got a %s"
            .formatted(OnPremise.class.getName(), config.getClass().getName()));
  }
}

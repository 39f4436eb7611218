/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.onpremise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.spi.provider.ProviderContext;
import io.cloudtik.spi.provider.ProviderFactory;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/** What heads have whose store is a directory: the bundle, and nothing that speaks with buckets. */
class WithoutS3Test {
  private static final String BUNDLE = "/META-INF/cloudtik/bundles/provider-onpremise.jar";
  private static final long MOST_BYTES = 200_000;

  @TempDir private Path directory;

  private static Path bundle() throws Exception {
    return Path.of(WithoutS3Test.class.getResource(BUNDLE).toURI());
  }

  @Test
  void theBundleHasNothingOfAnSdk() throws Exception {
    assertThat(Files.size(bundle())).isLessThan(MOST_BYTES);
    try (ZipFile bundle = new ZipFile(bundle().toFile())) {
      assertThat(bundle.stream().map(ZipEntry::getName))
          .contains("io/cloudtik/provider/onpremise/BucketStore.class")
          .noneMatch(name -> name.startsWith("software/amazon/"))
          .noneMatch(name -> name.startsWith("io/cloudtik/store/s3/"));
    }
  }

  @Test
  void aDirectoryOpensWithItAndABucketSaysWhatToAdd() throws Throwable {
    URL[] urls = {bundle().toUri().toURL(), of(ProviderFactory.class), of(Logger.class)};
    try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
      OnPremiseFactory factory = new OnPremiseFactory();
      Map<String, String> inDirectory = factory.encode(OnPremise.hosts(directory, SomeHosts.of(1)));
      S3Bucket bucket = S3Bucket.of("acme-hosts").withCredentialsFile(directory.resolve("none"));
      Map<String, String> inBucket = factory.encode(OnPremise.hosts(bucket, SomeHosts.of(1)));

      assertThat(open(loader, inDirectory)).isNotNull();
      assertThatThrownBy(() -> open(loader, inBucket))
          .hasMessageContaining("the store of the hosts is s3://acme-hosts/ at AWS in us-east-1")
          .hasMessageContaining("add io.cloudtik:cloudtik-provider-onpremise-s3")
          .matches(e -> e.getClass().getSimpleName().equals("DiscoveryException"));
    }
  }

  private static URL of(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  /** Opens the provider with the classes of that loader alone. */
  private static Object open(ClassLoader loader, Map<String, String> options) throws Throwable {
    Class<?> context = loader.loadClass(ProviderContext.class.getName());
    Class<?> type = loader.loadClass(ProviderFactory.class.getName());
    Class<?> config = loader.loadClass("io.cloudtik.spec.ProviderConfig");
    Constructor<?> constructor =
        loader.loadClass(OnPremiseFactory.class.getName()).getConstructor();
    Object factory = constructor.newInstance();
    Object engine =
        Proxy.newProxyInstance(
            loader,
            new Class<?>[] {context},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "workspace" -> "analytics";
                  case "clock" -> Clock.systemUTC();
                  default -> throw new UnsupportedOperationException(method.getName());
                });
    try {
      Object decoded = type.getMethod("decode", Map.class).invoke(factory, options);
      return type.getMethod("open", config, context).invoke(factory, decoded, engine);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}

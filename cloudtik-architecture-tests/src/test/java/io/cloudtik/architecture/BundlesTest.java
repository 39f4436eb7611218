/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Properties;
import java.util.Set;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is placed on machines: whole, known by its hash, and nothing in it twice. */
final class BundlesTest {
  @ParameterizedTest
  @CsvSource({
    "cloudtik-node, node",
    "cloudtik-provider-local, provider-local",
    "cloudtik-provider-onpremise, provider-onpremise",
    "cloudtik-provider-onpremise-s3, provider-onpremise-s3",
    "cloudtik-runtime-spark, runtime-spark"
  })
  void bundlesLieInTheClassesOfTheirModuleWithTheirHash(String module, String bundle)
      throws Exception {
    Properties said = properties(module, bundle);
    Path jar = House.classes(module).resolve(said.getProperty("file"));
    byte[] bytes = Files.readAllBytes(jar);
    assertThat(said.getProperty("name")).isEqualTo(bundle);
    assertThat(said.getProperty("size")).isEqualTo(String.valueOf(bytes.length));
    assertThat(said.getProperty("version")).isNotBlank();
    assertThat(said.getProperty("sha256"))
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    assertThat(names(module, bundle))
        .noneMatch(name -> name.startsWith("META-INF/versions/"))
        .noneMatch(name -> name.endsWith("module-info.class"))
        .noneMatch(name -> name.endsWith(".SF"));
  }

  @Test
  void nodeBundleIsWholeAndTheOthersRestOnIt() throws IOException {
    Set<String> node = names("cloudtik-node", "node");
    assertThat(node)
        .contains(
            "io/cloudtik/spi/provider/CloudProvider.class",
            "io/cloudtik/node/package-info.class",
            "io/cloudtik/impl/package-info.class",
            "org/slf4j/Logger.class",
            "org/slf4j/simple/SimpleLogger.class",
            "simplelogger.properties",
            "redis-server-7.0.15-linux-amd64",
            "redis-server-7.0.15-darwin-arm64");
    for (String provider : new String[] {"provider-local", "provider-onpremise"}) {
      Set<String> bundle = names("cloudtik-" + provider, provider);
      assertRestsOn(node, bundle, "provider.Provider");
      assertThat(bundle).contains("io/cloudtik/store/directory/DirectoryStorage.class");
    }
    assertRestsOn(node, names("cloudtik-runtime-spark", "runtime-spark"), "runtime.Runtime");
  }

  @Test
  void whatSpeaksWithBucketsRestsOnNodeAndProviderAndTheyDoWithoutIt() throws IOException {
    Set<String> provider = names("cloudtik-provider-onpremise", "provider-onpremise");
    Set<String> bundle = names("cloudtik-provider-onpremise-s3", "provider-onpremise-s3");

    assertThat(bundle)
        .contains(
            "io/cloudtik/store/s3/S3Storage.class",
            "software/amazon/awssdk/services/s3/S3Client.class",
            "software/amazon/awssdk/http/urlconnection/UrlConnectionHttpClient.class");
    assertThat(bundle)
        .filteredOn(name -> name.endsWith(".class"))
        .doesNotContainAnyElementsOf(provider)
        .doesNotContainAnyElementsOf(names("cloudtik-node", "node"));
    assertThat(provider).noneMatch(name -> name.startsWith("software/"));
  }

  private static void assertRestsOn(Set<String> node, Set<String> bundle, String service) {
    assertThat(bundle).contains("META-INF/services/io.cloudtik.spi." + service + "Factory");
    assertThat(bundle)
        .filteredOn(name -> name.endsWith(".class"))
        // The engine carries its own under another name, but not where it is a folder of classes.
        .filteredOn(name -> !name.startsWith("com/fasterxml/jackson/"))
        .isNotEmpty()
        .doesNotContainAnyElementsOf(node);
  }

  @Test
  void nodeBundleCarriesItsLibrariesOnce() throws IOException {
    Set<String> node = names("cloudtik-node", "node");
    assertThat(node).filteredOn(name -> name.endsWith("/ObjectMapper.class")).hasSize(1);
    assertThat(node).filteredOn(name -> name.endsWith("/jedis/Jedis.class")).hasSize(1);
    assertThat(node).filteredOn(name -> name.endsWith("/sshj/SSHClient.class")).hasSize(1);
    assertThat(node).filteredOn(name -> name.contains("bouncycastle")).isEmpty();
  }

  private static Properties properties(String module, String bundle) throws IOException {
    Path file =
        House.classes(module).resolve("META-INF/cloudtik/bundles/" + bundle + ".properties");
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      properties.load(in);
    }
    return properties;
  }

  private static Set<String> names(String module, String bundle) throws IOException {
    Path file = House.classes(module).resolve("META-INF/cloudtik/bundles/" + bundle + ".jar");
    Set<String> names = new HashSet<>();
    try (JarFile jar = new JarFile(file.toFile())) {
      jar.stream().forEach(entry -> names.add(entry.getName()));
    }
    return names;
  }
}

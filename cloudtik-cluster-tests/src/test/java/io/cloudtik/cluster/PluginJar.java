/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Jars of plug-ins as others would build them: compiled, packed, loaded by a loader of their own.
 */
final class PluginJar {
  private PluginJar() {}

  /** Compiles one class and packs it with its registration as a service. */
  static Path of(Path directory, String name, Class<?> service, String className, String source)
      throws IOException {
    Path classes = Files.createDirectories(directory.resolve(name + "-classes"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    boolean compiled =
        compiler
            .getTask(
                null,
                null,
                null,
                List.of("-proc:none", "-d", classes.toString()),
                null,
                List.of(new Source(className, source)))
            .call();
    assertThat(compiled).isTrue();
    Path jar = directory.resolve(name + ".jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("META-INF/services/" + service.getName()));
      out.write(className.getBytes(StandardCharsets.UTF_8));
      for (String file : list(classes)) {
        out.putNextEntry(new JarEntry(file));
        out.write(Files.readAllBytes(classes.resolve(file)));
      }
    }
    return jar;
  }

  /** Packs the jar of a runtime as one that can be published: with a bundle for nodes. */
  static Path withBundle(Path directory, String runtime, Path jar)
      throws IOException, NoSuchAlgorithmException {
    Path whole = directory.resolve("cloudtik-runtime-" + runtime + ".jar");
    byte[] content = Files.readAllBytes(jar);
    String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    String bundle = "META-INF/cloudtik/bundles/runtime-" + runtime;
    try (JarFile inner = new JarFile(jar.toFile());
        JarOutputStream out = new JarOutputStream(Files.newOutputStream(whole))) {
      for (JarEntry entry : Collections.list(inner.entries())) {
        out.putNextEntry(new JarEntry(entry.getName()));
        inner.getInputStream(entry).transferTo(out);
      }
      out.putNextEntry(new JarEntry(bundle + ".properties"));
      out.write(("sha256=" + hash + "\n").getBytes(StandardCharsets.UTF_8));
      out.putNextEntry(new JarEntry(bundle + ".jar"));
      out.write(content);
    }
    return whole;
  }

  private static List<String> list(Path classes) throws IOException {
    try (var files = Files.walk(classes)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> classes.relativize(file).toString())
          .toList();
    }
  }

  /** Runs something as a program does that has these jars on its class path. */
  static void with(List<Path> jars, Runnable action) throws IOException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    URL[] urls = new URL[jars.size()];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = jars.get(i).toUri().toURL();
    }
    try (URLClassLoader loader = new URLClassLoader(urls, before)) {
      thread.setContextClassLoader(loader);
      action.run();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String className, String text) {
      super(URI.create("string:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}

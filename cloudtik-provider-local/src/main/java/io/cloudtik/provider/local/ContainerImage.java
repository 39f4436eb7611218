/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.NotFoundException;
import io.cloudtik.spi.provider.ResourceObservation;
import io.cloudtik.spi.provider.WorkspaceResource;
import io.cloudtik.store.directory.DirectoryStorage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The image that is built for the machines of a workspace. */
final class ContainerImage implements WorkspaceResource {
  static final String ID = "image";
  private static final int HASH = 12;

  private final DockerEngine docker;
  private final ContainerNames names;
  private final String base;
  private final DirectoryStorage storage;
  private final byte[] recipe = recipe();

  ContainerImage(DockerEngine docker, ContainerNames names, String base, DirectoryStorage storage) {
    this.docker = docker;
    this.names = names;
    this.base = base;
    this.storage = storage;
  }

  /** Returns the name, which depends on all that the image is made of. */
  String name() {
    String content = base + "\n" + new String(recipe, StandardCharsets.UTF_8);
    return names.network() + ":" + ContainerNames.hash(content).substring(0, HASH);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String description() {
    return "Docker image " + name() + ", built from " + base;
  }

  @Override
  public Set<String> dependsOn() {
    // Its machines go before it.
    return Set.of(DirectoryStorage.ROOT);
  }

  @Override
  public ResourceObservation observe() {
    List<String> found = tags();
    if (found.isEmpty()) {
      return ResourceObservation.absent();
    }
    return found.equals(List.of(name()))
        ? ResourceObservation.present(name())
        : ResourceObservation.drifted(
            name(), List.of("image: expected %s, found %s".formatted(name(), found)));
  }

  @Override
  public void create() {
    storage.requireUsable();
    if (!tags().contains(name())) {
      build();
    }
    tags().stream().filter(tag -> !tag.equals(name())).forEach(this::remove);
  }

  @Override
  public void delete() {
    storage.requireMarked();
    tags().forEach(this::remove);
  }

  private void build() {
    byte[] context =
        new MachineFiles().file("Dockerfile", recipe, 0, MachineFiles.READABLE).archive();
    docker.run(
        "build " + description(),
        client -> {
          BuildImageResultCallback result = new BuildImageResultCallback();
          client
              .buildImageCmd(new ByteArrayInputStream(context))
              .withTags(Set.of(name()))
              .withBuildArg("BASE", base)
              .withLabels(Map.copyOf(names.labels()))
              .withForcerm(true)
              .exec(result);
          try {
            result.awaitImageId();
          } catch (DockerClientException e) {
            throw DockerErrors.known("build " + description(), String.valueOf(e.getMessage()), e);
          }
        });
  }

  private void remove(String tag) {
    docker.run(
        "remove Docker image " + tag,
        client -> {
          try {
            client.removeImageCmd(tag).withForce(true).exec();
          } catch (NotFoundException e) {
            // Another client was faster.
          }
        });
  }

  private List<String> tags() {
    return docker.call(
        "look for Docker images of workspace '" + names.workspace() + "'",
        client -> {
          List<String> tags = new ArrayList<>();
          client
              .listImagesCmd()
              .withFilter("reference", List.of(names.network()))
              .exec()
              .forEach(
                  image -> {
                    if (image.getRepoTags() != null) {
                      tags.addAll(Arrays.asList(image.getRepoTags()));
                    }
                  });
          return tags.stream().filter(tag -> tag.startsWith(names.network() + ":")).toList();
        });
  }

  private static byte[] recipe() {
    try (InputStream in = ContainerImage.class.getResourceAsStream("Dockerfile")) {
      if (in == null) {
        throw new IllegalStateException("the jar of the local provider has no Dockerfile");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

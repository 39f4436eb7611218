/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.setup;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.impl.json.Json;
import io.cloudtik.spec.Names;
import io.cloudtik.spi.runtime.ServiceSpec;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The folder in which the node controller finds what it supervises. Not thread-safe. */
final class ServiceFolder {
  private final NodeLayout layout;
  private final Map<String, String> owners = new HashMap<>();

  ServiceFolder(NodeLayout layout) {
    this.layout = layout;
  }

  /**
   * Writes services; one that is described as before keeps its file untouched.
   *
   * @param owner who describes them, for messages
   */
  void add(String owner, List<ServiceSpec> services) {
    for (ServiceSpec service : services) {
      Names.requireName("runtime " + owner + ": service.name", service.name());
      String other = owners.putIfAbsent(service.name(), owner);
      if (other != null) {
        throw new CloudTikException(
            ErrorCode.INTERNAL,
            "expected one service named '%s' on a node, got one of %s and one of %s"
                .formatted(service.name(), other, owner));
      }
      Path file = file(service.name());
      String json = Json.write(service);
      if (!LocalFiles.read(file).equals(Optional.of(json))) {
        LocalFiles.write(file, json, false);
      }
    }
  }

  /** Forgets services of an earlier set-up that are no longer described. */
  void removeOthers() {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(layout.services())) {
      for (Path folder : folders) {
        String name = folder.getFileName().toString();
        if (!owners.containsKey(name)) {
          Files.deleteIfExists(file(name));
        }
      }
    } catch (NoSuchFileException e) {
      return; // no service at all
    } catch (IOException e) {
      throw new CloudTikException(
          ErrorCode.EXEC_FAILED, "cannot clean up " + layout.services() + ": " + e.getMessage(), e);
    }
  }

  private Path file(String service) {
    return layout.service(service).resolve("service.json");
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.job;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.job.ReadableFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Files of a job in a storage that a node has no client for. The head gave an address for each of
 * them, which holds the right to read that one file; so no message shows more of it than the host.
 *
 * @param files that the head told of
 */
record ReadableJobFiles(ReadableFiles files) implements JobFiles {
  private static final int ATTEMPTS = 4;
  private static final int OK = 200;
  private static final int FIRST_THAT_MAY_PASS = 500;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Override
  public void fetch(Set<String> names, Path directory) {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    for (String name : names) {
      String address = files.addresses().get(name);
      if (address == null) {
        throw failed(name, "nobody said where it can be read", null);
      }
      fetch(client, name, URI.create(address), directory.resolve(name));
    }
  }

  private static void fetch(HttpClient client, String name, URI address, Path file) {
    LocalFiles.makeParent(file);
    HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
    String problem = "";
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
          if (answer.statusCode() == OK) {
            Files.copy(body, file, StandardCopyOption.REPLACE_EXISTING);
            return;
          }
        }
        problem = address.getHost() + " answered " + answer.statusCode();
        if (answer.statusCode() < FIRST_THAT_MAY_PASS) {
          break;
        }
      } catch (IOException e) {
        // The address is a part of some messages, so only the kind of failure is told.
        problem = address.getHost() + ": " + e.getClass().getSimpleName();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw failed(name, "interrupted", e);
      }
    }
    throw failed(name, problem, null);
  }

  private static CloudTikException failed(String name, String why, @Nullable Exception cause) {
    return new CloudTikException(
        ErrorCode.FILE_MISSING,
        "the job's file %s cannot be fetched: %s; is it still in the workspace's data, and can the node reach that host?"
            .formatted(name, why),
        cause);
  }
}

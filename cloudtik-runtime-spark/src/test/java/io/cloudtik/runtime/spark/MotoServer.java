/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/**
 * An S3 that we did not write: moto, a Python program with the wire protocol of S3. Tests are
 * skipped where it is missing, and fail where the environment has {@code CI=true}.
 */
final class MotoServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String BUCKET = "cloudtik-it";

  /** It looks who asks, but not at the signature. */
  private static final String SIGNED =
      "AWS4-HMAC-SHA256 Credential=tester/20260101/eu-west-1/s3/aws4_request, SignedHeaders=host,"
          + " Signature=00";

  private static final Pattern KEY = Pattern.compile("<Key>([^<]*)</Key>");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final URI address;

  private MotoServer(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /** Starts one with an empty bucket, or says why the test is skipped. */
  static MotoServer start(Path log) throws Exception {
    boolean there = installed();
    if (!there && "true".equals(System.getenv("CI"))) {
      throw new AssertionError("moto is missing: pip install 'moto[server]'");
    }
    Assumptions.assumeTrue(there, "SKIPPED: moto is missing; pip install 'moto[server]'");
    int port = freePort();
    Process process =
        new ProcessBuilder(
                "python3", "-m", "moto.server", "-H", "127.0.0.1", "-p", Integer.toString(port))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    MotoServer server = new MotoServer(process, URI.create("http://127.0.0.1:" + port));
    server.makeBucket();
    return server;
  }

  private static boolean installed() throws InterruptedException {
    try {
      Process python =
          new ProcessBuilder("python3", "-c", "import moto.server")
              .redirectErrorStream(true)
              .redirectOutput(new File("/dev/null"))
              .start();
      return python.waitFor() == 0;
    } catch (IOException noPython) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  private void makeBucket() throws Exception {
    Instant deadline = Instant.now().plus(PATIENCE);
    for (int status = 0; status != 200; status = tryToMakeBucket()) {
      assertThat(process.isAlive()).as("moto runs").isTrue();
      assertThat(Instant.now()).as("moto answers").isBefore(deadline);
      process.waitFor(100, TimeUnit.MILLISECONDS);
    }
  }

  private int tryToMakeBucket() throws InterruptedException {
    try {
      return send(HttpRequest.newBuilder(address.resolve("/" + BUCKET)).PUT(noBody()).build());
    } catch (IOException notYet) {
      return 0;
    }
  }

  private static HttpRequest.BodyPublisher noBody() {
    return BodyPublishers.noBody();
  }

  private int send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }

  URI address() {
    return address;
  }

  /** Returns the address of a key for Hadoop. */
  URI s3a(String key) {
    return URI.create("s3a://" + BUCKET + "/" + key);
  }

  void put(String key, String text) throws Exception {
    URI object = address.resolve("/" + BUCKET + "/" + key);
    assertThat(send(HttpRequest.newBuilder(object).PUT(BodyPublishers.ofString(text)).build()))
        .isEqualTo(200);
  }

  String get(String key) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve("/" + BUCKET + "/" + key))
            .header("Authorization", SIGNED)
            .build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(key).isEqualTo(200);
    return answer.body();
  }

  /** Returns the keys that begin with a prefix; the first 1,000. */
  List<String> keys(String prefix) throws Exception {
    URI list = address.resolve("/" + BUCKET + "?list-type=2&prefix=" + prefix);
    String xml = client.send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString()).body();
    return KEY.matcher(xml).results().map(found -> found.group(1)).toList();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}

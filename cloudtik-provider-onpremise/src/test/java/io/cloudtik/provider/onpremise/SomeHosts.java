/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.onpremise;

import io.cloudtik.spec.DataSize;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

/** Hosts that nobody ever connects to. */
final class SomeHosts {
  static final String KEY = key("ssh-ed25519");

  private SomeHosts() {}

  /** Returns a public key of that type, the same each time. */
  static String key(String type) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      byte[] name = type.getBytes(StandardCharsets.US_ASCII);
      out.writeInt(name.length);
      out.write(name);
      out.writeInt(32);
      out.write(new byte[32]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return type + " " + Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  static Host.Builder host(String name, int cpus, int gib) {
    return Host.builder()
        .name(name)
        .address(name + ".example")
        .addHostKeys(KEY)
        .cpus(cpus)
        .memory(DataSize.gib(gib));
  }

  /** Returns h1 to hN, with 4 CPUs and 8 GiB each. */
  static List<Host> of(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> host("h" + i, 4, 8).build()).toList();
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.ProviderException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What is known of one machine, kept outside of its disk so that no job can change it. */
record MachineRecord(
    String id,
    String cluster,
    String uid,
    String slot,
    String host,
    boolean sharedHost,
    Instant created,
    @Nullable Instant ended) {

  MachineRecord endedAt(Instant at) {
    return ended != null
        ? this
        : new MachineRecord(id, cluster, uid, slot, host, sharedHost, created, at);
  }

  byte[] encode() throws IOException {
    Properties fields = new Properties();
    fields.setProperty("format", "1");
    fields.setProperty("id", id);
    fields.setProperty("cluster", cluster);
    fields.setProperty("uid", uid);
    fields.setProperty("slot", slot);
    fields.setProperty("host", host);
    fields.setProperty("sharedHost", Boolean.toString(sharedHost));
    fields.setProperty("created", created.toString());
    if (ended != null) {
      fields.setProperty("ended", ended.toString());
    }
    StringWriter out = new StringWriter();
    fields.store(out, null);
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  static MachineRecord read(Path file) throws IOException {
    Properties fields = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      fields.load(in);
      @Nullable String ended = fields.getProperty("ended");
      return new MachineRecord(
          required(fields, "id"),
          required(fields, "cluster"),
          required(fields, "uid"),
          required(fields, "slot"),
          required(fields, "host"),
          Boolean.parseBoolean(fields.getProperty("sharedHost")),
          Instant.parse(required(fields, "created")),
          ended == null ? null : Instant.parse(ended));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new ProviderException(
          Local.NAME,
          ErrorCode.STORE_CORRUPT,
          "machine record %s cannot be read: %s; end its processes by hand, then delete the file"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static String required(Properties fields, String name) {
    @Nullable String value = fields.getProperty(name);
    if (value == null) {
      throw new IllegalArgumentException("it has no " + name);
    }
    return value;
  }
}

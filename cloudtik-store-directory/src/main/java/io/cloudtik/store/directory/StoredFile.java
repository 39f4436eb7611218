/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.store.directory;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.spi.store.StoredDocument;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A document as a file: one line {@code cloudtik-document 1 <version> <expiry or -> <sha256>}, then
 * the text as it is. The checksum covers key, version, expiry and text.
 */
final class StoredFile {
  private static final String FORMAT = "cloudtik-document 1";
  private static final int MAX_HEADER = 256;

  private StoredFile() {}

  static byte[] encode(StoredDocument document) {
    byte[] text = document.text().getBytes(StandardCharsets.UTF_8);
    String expiry = document.expiry().map(Instant::toString).orElse("-");
    String checksum = checksum(document.key(), document.version(), expiry, text);
    byte[] header =
        (FORMAT + " " + document.version() + " " + expiry + " " + checksum + "\n")
            .getBytes(StandardCharsets.UTF_8);
    byte[] content = Arrays.copyOf(header, header.length + text.length);
    System.arraycopy(text, 0, content, header.length, text.length);
    return content;
  }

  static StoredDocument decode(String key, Path file, byte[] content) {
    @Nullable Header header = header(content);
    if (header == null) {
      throw corrupt(key, file, "its first line is not that of a document");
    }
    byte[] text = Arrays.copyOfRange(content, header.length(), content.length);
    if (!header.checksum().equals(checksum(key, header.version(), header.expiry(), text))) {
      throw corrupt(key, file, "its content does not match its checksum");
    }
    return StoredDocument.of(
        key, header.version(), new String(text, StandardCharsets.UTF_8), header.expiresAt());
  }

  /** Says whether the file holds a document that is past its expiry; reads only the first line. */
  static boolean expired(Path file, Instant now) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      @Nullable Header header = header(in.readNBytes(MAX_HEADER));
      @Nullable Instant expiry = header == null ? null : header.expiresAt();
      return expiry != null && !now.isBefore(expiry);
    }
  }

  private static @Nullable Header header(byte[] content) {
    int end = 0;
    while (end < content.length && end < MAX_HEADER && content[end] != '\n') {
      end++;
    }
    String line = new String(content, 0, end, StandardCharsets.UTF_8);
    String[] fields = line.split(" ", -1);
    if (end == content.length || !line.startsWith(FORMAT + " ") || fields.length != 5) {
      return null;
    }
    Header header = new Header(fields[2], fields[3], fields[4], end + 1);
    return header.wellFormed() ? header : null;
  }

  private static String checksum(String key, String version, String expiry, byte[] text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((key + "\n" + version + "\n" + expiry + "\n").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static CloudTikException corrupt(String key, Path file, String why) {
    return new CloudTikException(
        ErrorCode.STORE_CORRUPT,
        "document '%s' cannot be read: %s: %s; restore the file from a backup, or move it away to"
                .formatted(key, file, why)
            + " go on without what it held");
  }

  private record Header(String version, String expiry, String checksum, int length) {
    boolean wellFormed() {
      try {
        expiresAt();
        return !version.isEmpty();
      } catch (DateTimeParseException e) {
        return false;
      }
    }

    @Nullable Instant expiresAt() {
      return expiry.equals("-") ? null : Instant.parse(expiry);
    }
  }
}

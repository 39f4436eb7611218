/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A body that was sent in chunks of AWS's own, each perhaps signed. See the page <i>Signature
 * calculations for the Authorization Header: Transferring payload in multiple chunks</i> of the API
 * reference of S3. The signature of what comes after the last chunk is not checked.
 */
final class ChunkedBody extends InputStream {
  private static final int LONGEST_LINE = 8 * 1024;

  private final InputStream in;
  private final @Nullable ChunkSignatures signatures;
  private final Map<String, List<String>> trailers = new TreeMap<>();
  private String signature = "";
  private long left;
  private boolean begun;
  private boolean ended;

  private ChunkedBody(InputStream in, @Nullable ChunkSignatures signatures) {
    this.in = in;
    this.signatures = signatures;
  }

  static boolean isOne(AwsRequest request) {
    return request.header("x-amz-content-sha256").startsWith("STREAMING-");
  }

  /**
   * Returns the request with what is in the chunks, and with what came after them as headers; or
   * refuses.
   *
   * @param signatures what the chunks must be signed with; null if nobody looks
   */
  static AwsRequest decoded(AwsRequest request, @Nullable ChunkSignatures signatures) {
    boolean isSigned = request.header("x-amz-content-sha256").startsWith("STREAMING-AWS4-HMAC");
    try (ChunkedBody chunks =
        new ChunkedBody(request.body().open(), isSigned ? signatures : null)) {
      Content content = Content.read(chunks);
      String length = request.header("x-amz-decoded-content-length");
      if (!length.isEmpty() && !length.equals(String.valueOf(content.size()))) {
        throw incomplete();
      }
      Map<String, List<String>> headers = new TreeMap<>(request.headers());
      headers.putAll(chunks.trailers);
      return new AwsRequest(
          request.id(),
          request.service(),
          request.region(),
          request.method(),
          request.path(),
          request.query(),
          headers,
          content,
          request.from());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    if (left == 0 && !ended) {
      next();
    }
    if (ended) {
      return -1;
    }
    int got = in.read(into, offset, (int) Math.min(count, left));
    if (got < 0) {
      throw incomplete();
    }
    left -= got;
    if (signatures != null) {
      signatures.add(into, offset, got);
    }
    if (left == 0) {
      endChunk();
    }
    return got;
  }

  private void endChunk() {
    if (signatures != null) {
      signatures.endChunk(signature);
    }
  }

  private void next() throws IOException {
    if (begun && !line().isEmpty()) {
      throw incomplete();
    }
    begun = true;
    String[] head = line().split(";");
    signature = head.length < 2 ? "" : head[1].strip().replace("chunk-signature=", "");
    try {
      left = Long.parseLong(head[0].strip(), 16);
    } catch (NumberFormatException e) {
      throw incomplete();
    }
    if (left == 0) {
      ended = true;
      endChunk();
      for (String line = line(); !line.isEmpty(); line = line()) {
        int colon = line.indexOf(':');
        if (colon > 0) {
          trailers.put(
              line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
              List.of(line.substring(colon + 1).strip()));
        }
      }
    }
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.write(c);
      if (line.size() > LONGEST_LINE) {
        throw incomplete();
      }
    }
    return line.toString(StandardCharsets.UTF_8).replace("\r", "");
  }

  private static AwsRefusal incomplete() {
    return new AwsRefusal(
        400,
        "IncompleteBody",
        "The request body terminated unexpectedly, or is not in the chunks that it announces");
  }
}

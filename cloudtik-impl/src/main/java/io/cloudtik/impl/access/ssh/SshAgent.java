/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Buffer.PlainBuffer;

/** An ssh-agent behind its socket, which signs with keys that never leave it. */
record SshAgent(Path socket) {
  private static final int REQUEST_IDENTITIES = 11;
  private static final int IDENTITIES_ANSWER = 12;
  private static final int SIGN_REQUEST = 13;
  private static final int SIGN_RESPONSE = 14;
  private static final int RSA_SHA2_256 = 2;
  private static final int RSA_SHA2_512 = 4;
  private static final int LONGEST_ANSWER = 1 << 20;

  /** A key that the agent has. */
  record Identity(byte[] blob, String comment) {}

  List<Identity> identities() throws IOException {
    PlainBuffer answer = ask(new PlainBuffer().putByte((byte) REQUEST_IDENTITIES));
    if (answer.readByte() != IDENTITIES_ANSWER) {
      return List.of();
    }
    List<Identity> all = new ArrayList<>();
    long count = answer.readUInt32();
    for (long i = 0; i < count; i++) {
      all.add(new Identity(answer.readBytes(), answer.readString()));
    }
    return all;
  }

  /** Returns a signature with its algorithm, as SSH sends it. */
  byte[] sign(byte[] key, byte[] data, String algorithm) throws IOException {
    int flags =
        switch (algorithm) {
          case "rsa-sha2-256" -> RSA_SHA2_256;
          case "rsa-sha2-512" -> RSA_SHA2_512;
          default -> 0;
        };
    PlainBuffer answer =
        ask(
            new PlainBuffer()
                .putByte((byte) SIGN_REQUEST)
                .putBytes(key)
                .putBytes(data)
                .putUInt32(flags));
    if (answer.readByte() != SIGN_RESPONSE) {
      throw new IOException("the agent at " + socket + " refused to sign");
    }
    return answer.readBytes();
  }

  private PlainBuffer ask(Buffer<PlainBuffer> request) throws IOException {
    byte[] body = request.getCompactData();
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      ByteBuffer out = ByteBuffer.allocate(Integer.BYTES + body.length);
      out.putInt(body.length).put(body).flip();
      while (out.hasRemaining()) {
        channel.write(out);
      }
      int length = read(channel, Integer.BYTES).getInt();
      if (length <= 0 || length > LONGEST_ANSWER) {
        throw new IOException("the agent at " + socket + " answers with " + length + " bytes");
      }
      return new PlainBuffer(read(channel, length).array());
    }
  }

  private ByteBuffer read(SocketChannel channel, int length) throws IOException {
    ByteBuffer in = ByteBuffer.allocate(length);
    while (in.hasRemaining()) {
      if (channel.read(in) < 0) {
        throw new EOFException("the agent at " + socket + " hung up");
      }
    }
    return in.flip();
  }
}

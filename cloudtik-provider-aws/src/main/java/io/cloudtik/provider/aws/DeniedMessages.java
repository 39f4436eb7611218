/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws;

import software.amazon.awssdk.core.exception.SdkException;

/** Decodes what EC2 says when it refuses access, where the caller may and the client is there. */
final class DeniedMessages {
  private final AwsClients clients;

  DeniedMessages(AwsClients clients) {
    this.clients = clients;
  }

  /** Returns the message as JSON; nothing if it cannot be decoded. */
  String decoded(String encoded) {
    try {
      String text =
          clients.sts().decodeAuthorizationMessage(b -> b.encodedMessage(encoded)).decodedMessage();
      return text == null ? "" : text;
    } catch (SdkException | LinkageError e) {
      // A head has no client of STS, and few may ask; the call itself is named in any case.
      return "";
    }
  }
}

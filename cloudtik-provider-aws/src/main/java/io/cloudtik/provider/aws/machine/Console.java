/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.machine;

import io.cloudtik.error.ProviderException;
import io.cloudtik.provider.aws.AwsCalls;
import io.cloudtik.provider.aws.AwsClients;
import io.cloudtik.provider.aws.CallFamily;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import software.amazon.awssdk.services.ec2.model.GetConsoleOutputRequest;

/** What machines printed. Thread-safe. */
final class Console {
  private final AwsClients clients;
  private final AwsCalls calls;

  Console(AwsClients clients, AwsCalls calls) {
    this.clients = clients;
    this.calls = calls;
  }

  /** Returns the end of it; only machines on Nitro tell what was printed just now. */
  String of(String instance) {
    try {
      return read(instance, true);
    } catch (ProviderException e) {
      if (!SdkCodes.of(e).startsWith("Unsupported")) {
        throw e;
      }
      return read(instance, false);
    }
  }

  private String read(String instance, boolean latest) {
    GetConsoleOutputRequest request =
        GetConsoleOutputRequest.builder().instanceId(instance).latest(latest ? true : null).build();
    String output =
        calls.call(
            CallFamily.EC2_READ,
            "GetConsoleOutput",
            instance,
            () -> clients.ec2().getConsoleOutput(request).output());
    return output == null
        ? ""
        : new String(Base64.getMimeDecoder().decode(output), StandardCharsets.UTF_8);
  }
}

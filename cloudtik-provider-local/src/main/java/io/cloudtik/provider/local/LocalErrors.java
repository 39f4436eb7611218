/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.ProviderException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;

/** Turns what the operating system says into failures that tell what to do. */
final class LocalErrors {
  private LocalErrors() {}

  static ProviderException failed(String what, IOException e) {
    return e instanceof AccessDeniedException
        ? new ProviderException(
            Local.NAME,
            ErrorCode.PERMISSION_DENIED,
            "could not %s: no permission for %s; mend its owner or mode, or choose another home"
                    .formatted(what, e.getMessage())
                + " with Local.at",
            e)
        : new ProviderException(
            Local.NAME,
            ErrorCode.PROVIDER_FAILED,
            "could not %s: %s; look at disk space and permissions".formatted(what, e),
            e);
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.acme.barn;

import io.cloudtik.spec.ProviderConfig;
import java.net.URI;
import java.nio.file.Path;

/**
 * Machines of a Barn as a place for workspaces. There is no secret in it: heads get it, too.
 *
 * @param endpoint where the Barn answers
 * @param storage a directory that clients and machines share
 */
public record Barn(URI endpoint, Path storage) implements ProviderConfig {
  static final String NAME = "barn";

  /** Returns the Barn at that address; its workspaces keep their documents in that directory. */
  public static Barn at(URI endpoint, Path storage) {
    return new Barn(endpoint, storage.toAbsolutePath().normalize());
  }

  @Override
  public String provider() {
    return NAME;
  }
}

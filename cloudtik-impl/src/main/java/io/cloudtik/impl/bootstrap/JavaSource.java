/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.bootstrap;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the Java of a node comes from: an archive, known by its hash.
 *
 * @param sha256 of the archive
 * @param file where it lies on this computer; null if machines fetch it
 * @param uri where machines fetch it; null if it is given to them
 */
public record JavaSource(String sha256, @Nullable Path file, @Nullable URI uri) {}

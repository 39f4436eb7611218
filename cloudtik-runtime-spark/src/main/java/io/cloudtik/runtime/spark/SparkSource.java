/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

/** Where the software comes from: Maven repositories, an archive, or a directory. Immutable. */
public sealed interface SparkSource permits MavenSource, ArchiveSource, HomeSource {}

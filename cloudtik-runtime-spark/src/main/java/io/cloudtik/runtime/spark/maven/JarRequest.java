/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark.maven;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to resolve and which Maven configuration to honour.
 *
 * @param coordinates the roots, as {@code group:artifact:version}
 * @param alone further roots of which only the jar itself is wanted, not what it depends on
 * @param without what is left out wherever a root depends on it, as {@code group:artifact}
 * @param alignedWith an artifact whose managed versions win wherever they are met, as Maven lets
 *     them win in the artifact's own build; null leaves it to the nearest declaration
 * @param offline ask no remote repository, even when the settings allow it
 * @param localRepository the local repository; null takes the one of the settings
 * @param userSettings the user's {@code settings.xml}; it may be absent
 * @param globalSettings the installation's {@code settings.xml}; null when there is no installation
 */
public record JarRequest(
    List<String> coordinates,
    List<String> alone,
    List<String> without,
    @Nullable String alignedWith,
    boolean offline,
    @Nullable Path localRepository,
    Path userSettings,
    @Nullable Path globalSettings) {}

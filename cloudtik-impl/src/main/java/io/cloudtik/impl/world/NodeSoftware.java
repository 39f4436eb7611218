/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.world;

import java.nio.file.Path;
import java.util.Map;

/**
 * What nodes run.
 *
 * @param bundles the jars by name
 * @param prepared what runtimes fetched beforehand, by runtime
 */
public record NodeSoftware(Map<String, Path> bundles, Map<String, Path> prepared) {}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.bundle;

import java.net.URL;

/**
 * Something that runs on machines, as a class-path resource.
 *
 * @param name for example {@code node} or {@code runtime-spark}
 * @param sha256 of its content
 * @param content where its bytes are
 */
public record Bundle(String name, String sha256, URL content) {}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A process to start behind a shim.
 *
 * @param command the program and its arguments
 * @param directory the working directory; made if it is missing
 * @param environment added to that of the node controller
 * @param output the file to which it appends what it prints
 */
public record RunRequest(
    List<String> command, Path directory, Map<String, String> environment, Path output) {}

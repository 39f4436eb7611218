/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * A program to run on a machine.
 *
 * @param arguments the program and its arguments
 * @param directory the working directory; made if it is missing
 * @param environment added to the machine's own
 * @param deadline after which its processes are killed
 * @param output is given each line: {@code out} or {@code err}, and the line
 */
public record CommandRequest(
    List<String> arguments,
    Path directory,
    Map<String, String> environment,
    Duration deadline,
    BiConsumer<String, String> output) {}

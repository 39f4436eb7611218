/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.machine;

/**
 * An image.
 *
 * @param rootDevice the name of its root device, whose size and encryption a launch sets
 */
record Image(String id, Architecture architecture, String rootDevice) {}

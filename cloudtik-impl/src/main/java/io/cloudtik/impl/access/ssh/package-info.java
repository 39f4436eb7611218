/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Machines that are reached by SSH: the one package that knows the SSH library. Keys and host keys
 * lead to a {@link io.cloudtik.impl.access.ssh.SshConnection}, of which there is one for each
 * machine and identity in a JVM; commands, files and ports are channels of it.
 */
@NullMarked
package io.cloudtik.impl.access.ssh;

import org.jspecify.annotations.NullMarked;

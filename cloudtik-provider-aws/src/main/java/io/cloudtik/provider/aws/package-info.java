/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Workspaces and machines on AWS: the config that users write, the clients of the SDK, and the one
 * way by which calls to AWS go.
 */
@NullMarked
package io.cloudtik.provider.aws;

import org.jspecify.annotations.NullMarked;

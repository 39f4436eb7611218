/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The storage of a workspace in a bucket of S3, or of what speaks its protocol: documents by
 * conditional writes, objects that heads trust below {@code control/}, those of users and jobs
 * below {@code data/}. Providers rest on it.
 */
@NullMarked
package io.cloudtik.store.s3;

import org.jspecify.annotations.NullMarked;

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The way in: {@link io.cloudtik.Workspace}, then a {@link io.cloudtik.ClusterDraft}, an {@link
 * io.cloudtik.Operation} while it is made, and a {@link io.cloudtik.Cluster} with its {@link
 * io.cloudtik.Job}s once it exists. Closing any of these handles releases local threads and
 * connections only.
 */
@NullMarked
package io.cloudtik;

import org.jspecify.annotations.NullMarked;

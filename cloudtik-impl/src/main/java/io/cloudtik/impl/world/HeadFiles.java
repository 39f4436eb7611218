/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.world;

import io.cloudtik.impl.bootstrap.JavaSource;
import io.cloudtik.impl.pull.PulledFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the machine of a head fetches by itself.
 *
 * @param uid of the cluster
 * @param files of the head
 * @param java null for the Java of the machine
 */
public record HeadFiles(String uid, List<PulledFile> files, @Nullable JavaSource java) {}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.s3;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** An upload in parts that is under way. Its parts change while the gate of the cloud is held. */
record Upload(
    String id,
    String key,
    Instant begun,
    Map<String, String> headers,
    Map<String, String> tags,
    String algorithm,
    boolean wholeChecksum,
    TreeMap<Integer, Incoming> parts,
    TreeMap<Integer, Instant> times) {}

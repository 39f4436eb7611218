/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * S3 as the workspace store, the objects of users and Spark need it: buckets with their settings
 * and policies, objects with conditional writes, lists, copies and uploads in parts. What is in
 * objects lies in memory, or in files that have no name where it is large; a read sees every write
 * that was answered.
 */
@NullMarked
package io.cloudtik.testkit.aws.s3;

import org.jspecify.annotations.NullMarked;

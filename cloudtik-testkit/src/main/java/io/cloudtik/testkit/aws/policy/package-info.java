/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Policies of IAM as values, and what they say of a request. Pure: no clock, no lists of users. The
 * rules are those of the IAM User Guide, "Policy evaluation logic" and "IAM JSON policy elements".
 */
@NullMarked
package io.cloudtik.testkit.aws.policy;

import org.jspecify.annotations.NullMarked;

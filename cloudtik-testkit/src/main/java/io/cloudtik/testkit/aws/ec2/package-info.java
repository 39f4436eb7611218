/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * EC2 as its API reference describes it, version 2016-11-15, in front of the simulated cloud: its
 * networks are things and its instances are machines of that.
 */
@NullMarked
package io.cloudtik.testkit.aws.ec2;

import org.jspecify.annotations.NullMarked;

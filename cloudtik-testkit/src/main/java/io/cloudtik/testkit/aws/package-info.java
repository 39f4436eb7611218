/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * An emulated AWS: its wire protocols in front of the simulated cloud, so that real clients of it
 * are what is tested. It checks signatures, and authorises by the policies that are attached.
 */
@NullMarked
package io.cloudtik.testkit.aws;

import org.jspecify.annotations.NullMarked;

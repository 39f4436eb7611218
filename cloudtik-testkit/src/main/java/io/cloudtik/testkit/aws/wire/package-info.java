/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What the wire protocols of several services of the emulated AWS share: XML and escapes. */
@NullMarked
package io.cloudtik.testkit.aws.wire;

import org.jspecify.annotations.NullMarked;

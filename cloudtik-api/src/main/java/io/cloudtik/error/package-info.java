/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What can go wrong, as unchecked exceptions with facts: a stable code, who can mend it, and
 * whether trying again may help. Every layer throws these; nothing else leaves the library.
 */
@NullMarked
package io.cloudtik.error;

import org.jspecify.annotations.NullMarked;

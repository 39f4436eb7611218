/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * A provider by somebody outside: machines of Barn, a rental service that does not exist. It sees
 * the API and the storage in a directory, nothing of the engine; docs/writing-a-provider.md goes
 * through it.
 */
@NullMarked
package com.acme.barn;

import org.jspecify.annotations.NullMarked;

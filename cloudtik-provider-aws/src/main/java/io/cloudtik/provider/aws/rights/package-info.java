/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Who may do what: policies, as small as what is to be done allows. Pure. */
@NullMarked
package io.cloudtik.provider.aws.rights;

import org.jspecify.annotations.NullMarked;

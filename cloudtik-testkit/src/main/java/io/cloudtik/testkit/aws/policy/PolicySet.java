/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The policies that count for a request.
 *
 * @param identity those of who asks
 * @param boundary what who asks may have at most; null for everything
 * @param session what the session may have at most, together; none for everything
 * @param organization what the account may have at most; null for everything
 * @param resource that of what it is about; null if there is none
 */
public record PolicySet(
    List<PolicyDocument> identity,
    @Nullable PolicyDocument boundary,
    List<PolicyDocument> session,
    @Nullable PolicyDocument organization,
    @Nullable PolicyDocument resource) {}

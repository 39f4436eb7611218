/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.iam;

import io.cloudtik.testkit.aws.KeyOwner;
import io.cloudtik.testkit.aws.policy.PolicyDocument;
import java.util.List;
import java.util.Map;

/**
 * What somebody is for a while.
 *
 * @param owner whose its key is
 * @param identity who it is a session of
 * @param userId the unique id of who calls
 * @param policies what it may have at most, together; none for all that its identity has
 * @param tags that it brought
 * @param context keys of conditions that each of its requests has
 */
record Session(
    KeyOwner owner,
    Identity identity,
    String userId,
    List<PolicyDocument> policies,
    Map<String, String> tags,
    Map<String, String> context) {}

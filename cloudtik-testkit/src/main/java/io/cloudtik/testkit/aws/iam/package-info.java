/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * IAM and STS: users, roles, instance profiles, policies and sessions, and the authoriser of all
 * services, which goes by the policies that are attached. Roles and instance profiles exist as
 * things of the simulated cloud.
 */
@NullMarked
package io.cloudtik.testkit.aws.iam;

import org.jspecify.annotations.NullMarked;

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.cloud;

import java.util.Map;
import java.util.Set;

/**
 * Asks for one thing.
 *
 * @param kind what
 * @param name the name; for a {@link ThingKind#BUCKET} the only one in the world
 * @param token what makes it one order, for kinds that know such
 * @param labels what it carries; kinds that cannot carry any drop them
 * @param properties how it is
 * @param uses ids of things that it cannot be without
 */
public record ThingOrder(
    ThingKind kind,
    String name,
    String token,
    Map<String, String> labels,
    Map<String, String> properties,
    Set<String> uses) {}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.policy;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a policy.
 *
 * @param sid its name; may be empty
 * @param allows whether it allows or denies
 * @param principals who it is about; null if it does not say
 * @param notPrincipals who it is not about; null if it does not say
 * @param actions patterns of what it is about
 * @param exceptActions whether it is about all actions but those
 * @param resources patterns of what it is about
 * @param exceptResources whether it is about all resources but those
 * @param conditions all of which must hold
 * @param hasVariables whether texts may have variables, as they may since the version of 2012
 */
record Statement(
    String sid,
    boolean allows,
    @Nullable Principals principals,
    @Nullable Principals notPrincipals,
    List<String> actions,
    boolean exceptActions,
    List<String> resources,
    boolean exceptResources,
    List<Condition> conditions,
    boolean hasVariables) {
  /** Says whether it is about a request, whoever makes it. */
  boolean applies(String action, String resource, RequestContext context) {
    return isAbout(action) && isAboutResource(resource, context) && holds(context);
  }

  private boolean isAbout(String action) {
    boolean named =
        actions.stream()
            .anyMatch(
                each ->
                    TextPattern.matches(
                        each,
                        action,
                        false,
                        Pattern.CASE_INSENSITIVE,
                        RequestContext.of(java.util.Map.of())));
    return named != exceptActions;
  }

  private boolean isAboutResource(String resource, RequestContext context) {
    boolean named =
        resources.stream()
            .anyMatch(each -> TextPattern.matches(each, resource, hasVariables, 0, context));
    return named != exceptResources;
  }

  private boolean holds(RequestContext context) {
    return conditions.stream().allMatch(each -> each.holds(context, hasVariables));
  }

  /** Says how it means who asks. */
  Principals.Match match(Principal who) {
    if (principals != null) {
      return principals.match(who);
    }
    if (notPrincipals != null) {
      return notPrincipals.match(who) == Principals.Match.NOT
          ? Principals.Match.ITSELF
          : Principals.Match.NOT;
    }
    return Principals.Match.ITSELF;
  }
}

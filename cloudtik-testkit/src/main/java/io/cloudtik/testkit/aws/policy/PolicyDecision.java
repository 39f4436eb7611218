/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.policy;

/**
 * What policies say of a request.
 *
 * @param isAllowed whether it may be made
 * @param isExplicit whether a policy denies it, rather than that none allows it
 * @param kind the kind of policy because of which it may not be made, in AWS's words
 */
public record PolicyDecision(boolean isAllowed, boolean isExplicit, String kind) {
  static final PolicyDecision ALLOWED = new PolicyDecision(true, true, "");

  static PolicyDecision denied(String kind) {
    return new PolicyDecision(false, true, kind);
  }

  static PolicyDecision notAllowed(String kind) {
    return new PolicyDecision(false, false, kind);
  }

  /**
   * Says it as AWS does (IAM User Guide, "Troubleshoot access denied error messages").
   *
   * @param who the name of who asks
   */
  public String message(String who, String action, String resource) {
    String article = kind.startsWith("identity") ? "an" : "a";
    String why =
        isExplicit
            ? "with an explicit deny in %s %s".formatted(article, kind)
            : "because no %s allows the %s action".formatted(kind, action);
    String on = resource.equals("*") ? "" : " on resource: " + resource;
    return "User: %s is not authorized to perform: %s%s %s".formatted(who, action, on, why);
  }

  /** Returns the word of simulations for it. */
  public String simulated() {
    return isAllowed ? "allowed" : isExplicit ? "explicitDeny" : "implicitDeny";
  }
}

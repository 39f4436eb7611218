/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws;

/**
 * Who called, as the signature shows.
 *
 * @param account the account
 * @param arn the name of the user, or of the session of a role
 * @param identity what the policies are attached to: the name of the user or of the role
 * @param accessKey the id of the key that signed
 */
public record Caller(String account, String arn, String identity, String accessKey) {
  /** Who did not say who it is. */
  public static final Caller ANONYMOUS = new Caller("anonymous", "anonymous", "anonymous", "");
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.iam;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Some of the policies that AWS itself has, with what matters of them. */
final class OfAws {
  private static final Instant LONG_AGO = Instant.parse("2015-02-06T18:39:46Z");

  private OfAws() {}

  static List<ManagedPolicy> policies() {
    return List.of(
        policy("AdministratorAccess", "*"),
        policy("AmazonEC2FullAccess", "ec2:*"),
        policy("AmazonEC2ReadOnlyAccess", "ec2:Describe*"),
        policy("AmazonS3FullAccess", "s3:*"),
        policy("AmazonS3ReadOnlyAccess", "s3:Get*", "s3:List*"),
        policy("IAMFullAccess", "iam:*"),
        policy("IAMReadOnlyAccess", "iam:Get*", "iam:List*", "iam:Simulate*"),
        policy(
            "AmazonSSMManagedInstanceCore",
            "ssm:GetParameter",
            "ssm:GetParameters",
            "ssm:UpdateInstanceInformation",
            "ssmmessages:*",
            "ec2messages:*"));
  }

  private static ManagedPolicy policy(String name, String... actions) {
    String text =
        """
        {"Version":"2012-10-17","Statement":[\
        {"Effect":"Allow","Action":["%s"],"Resource":"*"}]}"""
            .formatted(String.join("\",\"", actions));
    return new ManagedPolicy(
        name, "/", Ids.id("ANPA"), "arn:aws:iam::aws:policy/" + name, text, "", Map.of(), LONG_AGO);
  }
}

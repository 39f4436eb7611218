/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.rights;

import java.util.Arrays;
import java.util.List;

/**
 * What rights are about: one workspace.
 *
 * @param partition of AWS, such as {@code aws}
 * @param account its number, or {@code *} where it is not known
 * @param workspace its name
 * @param bucket that holds its storage
 * @param prefix of all keys in it: empty, or ending with a slash
 * @param broughtSubnets ids of subnets that the user brought
 * @param broughtGroups ids of security groups that the user brought
 */
public record Subject(
    String partition,
    String region,
    String account,
    String workspace,
    String bucket,
    String prefix,
    List<String> broughtSubnets,
    List<String> broughtGroups) {
  static final String WORKSPACE_REQUESTED = "aws:RequestTag/cloudtik-workspace";
  static final String WORKSPACE_OF_RESOURCE = "aws:ResourceTag/cloudtik-workspace";
  static final String HEAD_REQUESTED = "aws:RequestTag/cloudtik-head";
  static final String HEAD_OF_RESOURCE = "aws:ResourceTag/cloudtik-head";

  /**
   * The ARN of the instance whose credentials sign the request; a condition with it holds for
   * nobody else: <i>AWS global condition context keys</i>, {@code ec2:SourceInstanceArn}.
   */
  static final String THIS_INSTANCE = "ec2:SourceInstanceARN";

  static final String EQUALS = "StringEquals";

  /** Makes one whose lists nobody changes. */
  public Subject {
    broughtSubnets = List.copyOf(broughtSubnets);
    broughtGroups = List.copyOf(broughtGroups);
  }

  /** Returns what stands in a policy for the value that a request has for a key. */
  static String valueOf(String key) {
    return "${" + key + "}";
  }

  String[] ec2(String... kinds) {
    return Arrays.stream(kinds)
        .map(kind -> "arn:%s:ec2:%s:%s:%s".formatted(partition, region, account, kind))
        .toArray(String[]::new);
  }

  String image() {
    return "arn:%s:ec2:%s::image/*".formatted(partition, region);
  }

  String iam(String thing) {
    return "arn:%s:iam::%s:%s".formatted(partition, account, thing);
  }

  /** Returns the name of a role, and of its instance profile. */
  public String role(boolean head) {
    return "cloudtik-%s-%s-%s".formatted(workspace, region, head ? "head" : "worker");
  }

  String bucketArn() {
    return "arn:%s:s3:::%s".formatted(partition, bucket);
  }

  String objects(String below) {
    return bucketArn() + "/" + prefix + below;
  }
}

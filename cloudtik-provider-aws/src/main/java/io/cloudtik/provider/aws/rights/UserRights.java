/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.rights;

import java.util.List;

/** The rights of the user who makes a workspace, its clusters, and takes them down. */
public final class UserRights {
  private static final String[] MADE = {
    "elastic-ip/*",
    "internet-gateway/*",
    "natgateway/*",
    "route-table/*",
    "security-group/*",
    "subnet/*",
    "vpc/*",
    "vpc-endpoint/*",
    "vpc-peering-connection/*"
  };
  private static final String[] MAKE = {
    "ec2:AllocateAddress",
    "ec2:CreateInternetGateway",
    "ec2:CreateNatGateway",
    "ec2:CreateRouteTable",
    "ec2:CreateSecurityGroup",
    "ec2:CreateSubnet",
    "ec2:CreateVpc",
    "ec2:CreateVpcEndpoint",
    "ec2:CreateVpcPeeringConnection"
  };
  private static final List<String> CREATE_ACTIONS =
      java.util.Arrays.stream(MAKE).map(action -> action.substring("ec2:".length())).toList();
  private static final String[] CHANGE = {
    "ec2:AcceptVpcPeeringConnection",
    "ec2:AssociateRouteTable",
    "ec2:AttachInternetGateway",
    "ec2:AuthorizeSecurityGroupIngress",
    "ec2:CreateRoute",
    "ec2:DeleteInternetGateway",
    "ec2:DeleteNatGateway",
    "ec2:DeleteRoute",
    "ec2:DeleteRouteTable",
    "ec2:DeleteSecurityGroup",
    "ec2:DeleteSubnet",
    "ec2:DeleteVpc",
    "ec2:DeleteVpcEndpoints",
    "ec2:DeleteVpcPeeringConnection",
    "ec2:DetachInternetGateway",
    "ec2:DisassociateRouteTable",
    "ec2:ModifyVpcEndpoint",
    "ec2:ReleaseAddress",
    "ec2:ReplaceRoute",
    "ec2:ReplaceRouteTableAssociation",
    "ec2:RevokeSecurityGroupIngress"
  };

  private UserRights() {}

  /**
   * Returns the least policy with which workspace and clusters of that name can be made, used and
   * deleted.
   *
   * @param peer the network of the user's that is peered with; empty if none
   */
  public static Policy of(Subject subject, String peer) {
    Policy policy = new Policy();
    policy
        .allow("Look")
        .to(
            "ec2:Describe*",
            "pricing:GetProducts",
            "servicequotas:GetServiceQuota",
            "iam:SimulatePrincipalPolicy",
            "sts:DecodeAuthorizationMessage")
        .on("*");
    policy
        .allow("FindImages")
        .to("ssm:GetParameters")
        .on(
            "arn:%s:ssm:%s::parameter/aws/service/*"
                .formatted(subject.partition(), subject.region()));
    policy
        .allow("MakeTagged")
        .to(MAKE)
        .on(subject.ec2(MADE))
        .when(Subject.EQUALS, Subject.WORKSPACE_REQUESTED, subject.workspace());
    policy
        .allow("MakeInTheWorkspaceAndChange")
        .to(MAKE)
        .to(CHANGE)
        .on(subject.ec2("*/*"))
        .when(Subject.EQUALS, Subject.WORKSPACE_OF_RESOURCE, subject.workspace());
    policy
        .allow("TagWhatIsMade")
        .to("ec2:CreateTags")
        .on(subject.ec2("*/*"))
        .when(Subject.EQUALS, "ec2:CreateAction", CREATE_ACTIONS.toArray(String[]::new))
        .when(Subject.EQUALS, Subject.WORKSPACE_REQUESTED, subject.workspace());
    Rights.machines(policy, subject, false);
    policy
        .allow("HandOverMachines")
        .to("ec2:CreateTags")
        .on(subject.ec2("instance/*"))
        .when(Subject.EQUALS, Subject.WORKSPACE_OF_RESOURCE, subject.workspace())
        .when("ForAllValues:StringEquals", "aws:TagKeys", "cloudtik-head");
    if (!peer.isEmpty()) {
      policy
          .allow("Peer")
          .to("ec2:CreateVpcPeeringConnection", "ec2:AcceptVpcPeeringConnection")
          .on(subject.ec2("vpc/" + peer));
      policy
          .allow("RoutesOfThePeer")
          .to("ec2:CreateRoute", "ec2:ReplaceRoute", "ec2:DeleteRoute")
          .on(subject.ec2("route-table/*"))
          .when("ArnEquals", "ec2:Vpc", subject.ec2("vpc/" + peer));
    }
    identities(policy, subject);
    storage(policy, subject);
    return policy;
  }

  private static void identities(Policy policy, Subject subject) {
    String[] roles = {
      subject.iam("role/" + subject.role(true)), subject.iam("role/" + subject.role(false))
    };
    policy
        .allow("Roles")
        .to(
            "iam:CreateRole",
            "iam:DeleteRole",
            "iam:DeleteRolePolicy",
            "iam:GetRole",
            "iam:GetRolePolicy",
            "iam:PutRolePolicy",
            "iam:TagRole",
            "iam:UpdateAssumeRolePolicy")
        .on(roles);
    policy
        .allow("Profiles")
        .to(
            "iam:AddRoleToInstanceProfile",
            "iam:CreateInstanceProfile",
            "iam:DeleteInstanceProfile",
            "iam:GetInstanceProfile",
            "iam:RemoveRoleFromInstanceProfile",
            "iam:TagInstanceProfile")
        .on(
            subject.iam("instance-profile/" + subject.role(true)),
            subject.iam("instance-profile/" + subject.role(false)));
    policy
        .allow("HandOnRoles")
        .to("iam:PassRole")
        .on(roles)
        .when(Subject.EQUALS, "iam:PassedToService", "ec2.amazonaws.com");
  }

  private static void storage(Policy policy, Subject subject) {
    policy
        .allow("Bucket")
        .to(
            "s3:CreateBucket",
            "s3:DeleteBucket",
            "s3:DeleteBucketPolicy",
            "s3:GetBucketPolicy",
            "s3:GetBucketPublicAccessBlock",
            "s3:GetBucketTagging",
            "s3:ListBucket",
            "s3:ListBucketVersions",
            "s3:PutBucketPolicy",
            "s3:PutBucketPublicAccessBlock",
            "s3:PutBucketTagging",
            "s3:PutEncryptionConfiguration",
            "s3:TagResource")
        .on(subject.bucketArn());
    policy
        .allow("Objects")
        .to(
            "s3:AbortMultipartUpload",
            "s3:DeleteObject",
            "s3:DeleteObjectVersion",
            "s3:GetObject",
            "s3:PutObject")
        .on(subject.objects("*"));
  }
}

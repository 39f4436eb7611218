/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.rights;

/**
 * The rights of heads, of workers, and of whoever boots in the network. All are named by the tag of
 * the workspace, which everything carries from the call on that makes it.
 */
public final class Rights {
  private static final String[] MADE_BY_LAUNCH = {
    "instance/*", "volume/*", "network-interface/*", "spot-instances-request/*"
  };
  private static final String[] READ_AND_WRITE = {
    "s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"
  };

  /** What heads look at; EC2 knows no resources for these. */
  private static final String[] LOOKS = {
    "ec2:DescribeAddresses",
    "ec2:DescribeAvailabilityZones",
    "ec2:DescribeImages",
    "ec2:DescribeInstanceTypeOfferings",
    "ec2:DescribeInstanceTypes",
    "ec2:DescribeInstances",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeSpotInstanceRequests",
    "ec2:DescribeSpotPriceHistory",
    "ec2:DescribeSubnets",
    "ec2:DescribeVolumes"
  };

  /**
   * Who may not list a bucket is told 403 of an object that is not there, and the request for that
   * object has no prefix to go by (reference of {@code GetObject}, <i>Permissions</i>). So names of
   * objects may be listed without a prefix, too; what is in them stays closed.
   */
  private static final String LISTED = "StringLikeIfExists";

  private Rights() {}

  /** Returns who may take the role of heads: machines of EC2. */
  public static String trustOfHead() {
    return machines().json();
  }

  /**
   * Returns who may take the role of workers: machines of EC2, and heads for the jobs on them. The
   * head is named by a condition, as IAM wants principals to exist, and forgets them with their
   * deletion.
   */
  public static String trustOfWorker(Subject subject, String headRole) {
    Policy policy = machines();
    policy
        .allow("JobsOnHeads")
        .by("{\"AWS\":" + Policy.quoted(subject.iam("root")) + "}")
        .to("sts:AssumeRole")
        .when("ArnEquals", "aws:PrincipalArn", subject.iam("role/" + headRole));
    return policy.json();
  }

  private static Policy machines() {
    Policy policy = new Policy();
    policy.allow("Machines").by("{\"Service\":\"ec2.amazonaws.com\"}").to("sts:AssumeRole");
    return policy;
  }

  /**
   * Returns what a head may do: launch machines of its workspace that are marked as its own, with
   * the role of workers and no other, end those and itself, tag only what it is just launching, and
   * read and write the storage.
   */
  public static String ofHead(Subject subject, String workerRole) {
    Policy policy = new Policy();
    policy
        .allow("Look")
        .to(LOOKS)
        .on("*")
        .when(Subject.EQUALS, "aws:RequestedRegion", subject.region());
    machines(policy, subject, true);
    // As AWSEC2VssSnapshotPolicy, a policy of AWS, lets an instance do things to itself.
    policy
        .allow("EndItself")
        .to("ec2:TerminateInstances")
        .on(subject.ec2("instance/*"))
        .when(
            "ArnEquals",
            Subject.THIS_INSTANCE,
            subject.ec2("instance/" + Subject.valueOf("ec2:InstanceID")));
    policy
        .allow("HandOnTheRoleOfWorkers")
        .to("iam:PassRole")
        .on(subject.iam("role/" + workerRole))
        .when(Subject.EQUALS, "iam:PassedToService", "ec2.amazonaws.com");
    policy.allow("JobsAreWorkers").to("sts:AssumeRole").on(subject.iam("role/" + workerRole));
    policy
        .allow("Store")
        .to(READ_AND_WRITE)
        .on(
            subject.objects("control/*"),
            subject.objects("data/*"),
            subject.objects("documents/*"));
    policy
        .allow("ListStore")
        .to("s3:ListBucket")
        .on(subject.bucketArn())
        .when(LISTED, "s3:prefix", subject.prefix() + "*");
    return policy.json();
  }

  /**
   * Launching, tagging what is launched, and ending, of this workspace only.
   *
   * @param asHead whether only what is marked with the ARN of the instance that asks
   */
  static void machines(Policy policy, Subject subject, boolean asHead) {
    own(policy.allow("LaunchTagged"), asHead, Subject.HEAD_REQUESTED)
        .to("ec2:RunInstances")
        .on(subject.ec2(MADE_BY_LAUNCH))
        .when(Subject.EQUALS, Subject.WORKSPACE_REQUESTED, subject.workspace());
    policy
        .allow("LaunchIntoTheWorkspace")
        .to("ec2:RunInstances")
        .on(subject.ec2("subnet/*", "security-group/*"))
        .when(Subject.EQUALS, Subject.WORKSPACE_OF_RESOURCE, subject.workspace());
    Policy.Statement with =
        policy
            .allow("LaunchWith")
            .to("ec2:RunInstances")
            .on(subject.image())
            .on(subject.ec2("key-pair/*", "placement-group/*"));
    subject.broughtSubnets().forEach(id -> with.on(subject.ec2("subnet/" + id)));
    subject.broughtGroups().forEach(id -> with.on(subject.ec2("security-group/" + id)));
    own(policy.allow("TagWhatIsLaunched"), asHead, Subject.HEAD_REQUESTED)
        .to("ec2:CreateTags")
        .on(subject.ec2(MADE_BY_LAUNCH))
        .when(Subject.EQUALS, "ec2:CreateAction", "RunInstances")
        .when(Subject.EQUALS, Subject.WORKSPACE_REQUESTED, subject.workspace());
    own(policy.allow("EndMachines"), asHead, Subject.HEAD_OF_RESOURCE)
        .to("ec2:TerminateInstances", "ec2:GetConsoleOutput")
        .on(subject.ec2("instance/*"))
        .when(Subject.EQUALS, Subject.WORKSPACE_OF_RESOURCE, subject.workspace());
  }

  private static Policy.Statement own(Policy.Statement statement, boolean asHead, String key) {
    return asHead
        ? statement.when(Subject.EQUALS, key, Subject.valueOf(Subject.THIS_INSTANCE))
        : statement;
  }

  /** Returns what a worker may do: read and write the data of users and jobs, and nothing else. */
  public static String ofWorker(Subject subject) {
    Policy policy = new Policy();
    policy.allow("Store").to(READ_AND_WRITE).on(subject.objects("data/*"));
    policy
        .allow("ListStore")
        .to("s3:ListBucket")
        .on(subject.bucketArn())
        .when(LISTED, "s3:prefix", subject.prefix() + "data", subject.prefix() + "data/*");
    return policy.json();
  }

  /**
   * Returns what anybody may read who comes through that endpoint: what machines boot with, which
   * holds no secret, and where heads say that they are, which is signed.
   */
  public static String ofBooting(Subject subject, String endpoint) {
    Policy policy = new Policy();
    policy
        .allow(bootingId(subject))
        .by("\"*\"")
        .to("s3:GetObject")
        .on(
            subject.objects("control/bundles/*"),
            subject.objects("control/java/*"),
            subject.objects("data/clusters/*/head.json"))
        .when(Subject.EQUALS, "aws:SourceVpce", endpoint);
    return policy.json();
  }

  /** Returns the id of the statement for booting, by which it is found in a larger policy. */
  static String bootingId(Subject subject) {
    return "CloudTikBoot" + subject.workspace().replace("-", "");
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.testkit.aws.AwsPlace;
import io.cloudtik.testkit.aws.PlainServer;
import io.cloudtik.testkit.aws.s3.S3Service;
import io.cloudtik.testkit.cloud.CloudClient;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import io.cloudtik.testkit.cloud.ThingKind;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;

/** The SDK's clients against IAM and STS, with the authoriser; signatures are not looked at. */
class IamServiceTest {
  private static final String ACCOUNT = "111122223333";
  private static final String EVERYTHING = policy("*", "*");
  private static final String TRUST_OF_EC2 = trust("{\"Service\":\"ec2.amazonaws.com\"}");

  private final SimulatedCloud cloud = SimulatedCloud.of(1);
  private final CloudClient client = cloud.client("client");
  private final Identities identities = new Identities(ACCOUNT, cloud);
  private final PolicyAuthorizer authorizer = new PolicyAuthorizer(identities);
  private final AwsPlace place =
      new AwsPlace(
          ACCOUNT,
          "us-west-2",
          cloud,
          authorizer,
          (request, caller) -> client,
          request -> Map.of());
  private final S3Service buckets = new S3Service(place);
  private final SdkHttpClient http = UrlConnectionHttpClient.create();
  private PlainServer server;
  private IamClient iam;

  private static String policy(String action, String resource) {
    return """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"%s","Resource":"%s"}]}"""
        .formatted(action, resource);
  }

  private static String trust(String principal) {
    return """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":%s,\
        "Action":["sts:AssumeRole","sts:TagSession"]}]}"""
        .formatted(principal);
  }

  @BeforeEach
  void start() throws IOException {
    authorizer.add(buckets);
    server =
        PlainServer.start(
            identities,
            new Iam(place, identities, authorizer),
            new Sts(place, identities, authorizer),
            buckets);
    iam = iam(identities.user("admin", EVERYTHING));
  }

  @AfterEach
  void stop() {
    server.close();
    cloud.close();
  }

  private <B extends AwsClientBuilder<B, C>, C> B prepared(B builder, AwsCredentials credentials) {
    return builder
        .endpointOverride(server.uri())
        .region(Region.US_WEST_2)
        .credentialsProvider(StaticCredentialsProvider.create(credentials));
  }

  private static AwsCredentials basic(AccessKey key) {
    return AwsBasicCredentials.create(key.id(), key.secret());
  }

  private IamClient iam(AccessKey key) {
    return prepared(IamClient.builder().httpClient(http), basic(key))
        .region(Region.AWS_GLOBAL)
        .build();
  }

  private StsClient sts(AwsCredentials credentials) {
    return prepared(StsClient.builder().httpClient(http), credentials).build();
  }

  private S3Client s3(AwsCredentials credentials) {
    return prepared(S3Client.builder().httpClient(http), credentials).forcePathStyle(true).build();
  }

  private static void assertRefused(Runnable call, int status, String code, String text) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).as(e.getMessage()).isEqualTo(code);
              assertThat(e.statusCode()).isEqualTo(status);
              assertThat(e.awsErrorDetails().errorMessage()).contains(text);
              assertThat(e.requestId()).isNotBlank();
            });
  }

  private Role role(String name, String trust) {
    return iam.createRole(b -> b.roleName(name).assumeRolePolicyDocument(trust)).role();
  }

  @Test
  void aRoleIsReadAsItWasWritten() {
    Role made =
        iam.createRole(
                b ->
                    b.roleName("head")
                        .path("/cloudtik/")
                        .assumeRolePolicyDocument(TRUST_OF_EC2)
                        .description("of heads")
                        .maxSessionDuration(7200)
                        .tags(Tag.builder().key("team").value("a b").build()))
            .role();
    assertThat(made.arn()).isEqualTo("arn:aws:iam::111122223333:role/cloudtik/head");
    assertThat(made.roleId()).startsWith("AROA");
    Role read = iam.getRole(b -> b.roleName("head")).role();
    assertThat(read).isEqualTo(made);
    assertThat(URLDecoder.decode(read.assumeRolePolicyDocument(), StandardCharsets.UTF_8))
        .isEqualTo(TRUST_OF_EC2);
    assertThat(iam.listRoles(b -> b.pathPrefix("/cloudtik/")).roles()).hasSize(1);
    assertThat(iam.listRoles(b -> b.pathPrefix("/other/")).roles()).isEmpty();
    iam.tagRole(b -> b.roleName("head").tags(Tag.builder().key("x").value("1").build()));
    iam.untagRole(b -> b.roleName("head").tagKeys("team"));
    assertThat(iam.listRoleTags(b -> b.roleName("head")).tags())
        .containsExactly(Tag.builder().key("x").value("1").build());
    assertThat(cloud.things().find(ThingKind.ROLE, "head").orElseThrow().labels())
        .containsExactly(Map.entry("x", "1"));
    iam.updateAssumeRolePolicy(
        b -> b.roleName("head").policyDocument(trust("{\"AWS\":\"" + ACCOUNT + "\"}")));
    assertThat(iam.getRole(b -> b.roleName("head")).role().assumeRolePolicyDocument())
        .contains(ACCOUNT);
  }

  @Test
  void aNameIsTakenOnceAndWhatIsNotThereIsSaidSo() {
    role("head", TRUST_OF_EC2);
    assertRefused(
        () -> role("head", TRUST_OF_EC2),
        409,
        "EntityAlreadyExists",
        "Role with name head already exists.");
    assertRefused(
        () -> iam.getRole(b -> b.roleName("none")),
        404,
        "NoSuchEntity",
        "The role with name none cannot be found.");
    assertRefused(
        () -> iam.getInstanceProfile(b -> b.instanceProfileName("none")), 404, "NoSuchEntity", "");
    assertRefused(() -> role("bad", "{"), 400, "MalformedPolicyDocument", "");
    assertRefused(
        () -> role("bad", trust("{\"AWS\":\"arn:aws:iam::111122223333:role/none\"}")),
        400,
        "MalformedPolicyDocument",
        "Invalid principal in policy");
    assertRefused(
        () -> iam.putRolePolicy(b -> b.roleName("head").policyName("p").policyDocument("{}")),
        400,
        "MalformedPolicyDocument",
        "");
    assertRefused(() -> role("not a name", TRUST_OF_EC2), 400, "ValidationError", "roleName");
    cloud.things().quota(ThingKind.ROLE, 1);
    assertRefused(() -> role("second", TRUST_OF_EC2), 409, "LimitExceeded", "RolesPerAccount: 1");
  }

  @Test
  void policiesOfARoleAreReadAsTheyWereWrittenAndHoldTheRole() {
    role("head", TRUST_OF_EC2);
    iam.putRolePolicy(b -> b.roleName("head").policyName("p").policyDocument(EVERYTHING));
    String text = iam.getRolePolicy(b -> b.roleName("head").policyName("p")).policyDocument();
    assertThat(URLDecoder.decode(text, StandardCharsets.UTF_8)).isEqualTo(EVERYTHING);
    assertThat(iam.listRolePolicies(b -> b.roleName("head")).policyNames()).containsExactly("p");
    String arn = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore";
    iam.attachRolePolicy(b -> b.roleName("head").policyArn(arn));
    assertThat(iam.listAttachedRolePolicies(b -> b.roleName("head")).attachedPolicies())
        .extracting(p -> p.policyArn())
        .containsExactly(arn);
    assertRefused(
        () -> iam.attachRolePolicy(b -> b.roleName("head").policyArn(arn + "2")),
        404,
        "NoSuchEntity",
        "");
    assertRefused(
        () -> iam.deleteRole(b -> b.roleName("head")), 409, "DeleteConflict", "delete policies");
    iam.deleteRolePolicy(b -> b.roleName("head").policyName("p"));
    assertRefused(() -> iam.deleteRole(b -> b.roleName("head")), 409, "DeleteConflict", "detach");
    iam.detachRolePolicy(b -> b.roleName("head").policyArn(arn));
    iam.deleteRole(b -> b.roleName("head"));
    assertThat(cloud.leftovers()).isEmpty();
    assertRefused(() -> iam.getRole(b -> b.roleName("head")), 404, "NoSuchEntity", "");
    role("head", TRUST_OF_EC2);
  }

  @Test
  void aProfileHasOneRoleAndHoldsIt() {
    role("head", TRUST_OF_EC2);
    role("other", TRUST_OF_EC2);
    iam.createInstanceProfile(
        b -> b.instanceProfileName("p").tags(Tag.builder().key("a").value("b").build()));
    assertRefused(
        () -> iam.createInstanceProfile(b -> b.instanceProfileName("p")),
        409,
        "EntityAlreadyExists",
        "");
    iam.addRoleToInstanceProfile(b -> b.instanceProfileName("p").roleName("head"));
    assertRefused(
        () -> iam.addRoleToInstanceProfile(b -> b.instanceProfileName("p").roleName("other")),
        409,
        "LimitExceeded",
        "");
    var profile = iam.getInstanceProfile(b -> b.instanceProfileName("p")).instanceProfile();
    assertThat(profile.roles()).extracting(Role::roleName).containsExactly("head");
    assertThat(profile.tags()).hasSize(1);
    assertThat(iam.listInstanceProfilesForRole(b -> b.roleName("head")).instanceProfiles())
        .hasSize(1);
    assertThat(identities.instanceProfiles().find(profile.arn())).isNotNull();
    assertRefused(() -> iam.deleteRole(b -> b.roleName("head")), 409, "DeleteConflict", "profile");
    assertRefused(
        () -> iam.deleteInstanceProfile(b -> b.instanceProfileName("p")),
        409,
        "DeleteConflict",
        "");
    iam.removeRoleFromInstanceProfile(b -> b.instanceProfileName("p").roleName("head"));
    iam.deleteInstanceProfile(b -> b.instanceProfileName("p"));
    iam.deleteRole(b -> b.roleName("head"));
    iam.deleteRole(b -> b.roleName("other"));
    assertThat(cloud.leftovers()).isEmpty();
  }

  @Test
  void aRoleThatSomebodyTookAwayIsGone() {
    role("head", TRUST_OF_EC2);
    cloud.things().remove(cloud.things().find(ThingKind.ROLE, "head").orElseThrow().id());
    assertRefused(() -> iam.getRole(b -> b.roleName("head")), 404, "NoSuchEntity", "");
    assertThat(iam.listRoles().roles()).isEmpty();
  }

  @Test
  void listsComeInPages() {
    for (int i = 0; i < 5; i++) {
      role("role-" + i, TRUST_OF_EC2);
    }
    assertThat(iam.listRoles(b -> b.maxItems(2)).isTruncated()).isTrue();
    assertThat(iam.listRolesPaginator(b -> b.maxItems(2)).roles().stream().map(Role::roleName))
        .containsExactly("role-0", "role-1", "role-2", "role-3", "role-4");
  }

  @Test
  void whoMayNotIsToldWhat() {
    IamClient small = iam(identities.user("small", policy("iam:GetRole", "*")));
    assertRefused(
        () -> small.getRole(b -> b.roleName("none")), 404, "NoSuchEntity", "cannot be found");
    assertRefused(
        () -> small.deleteRole(b -> b.roleName("none")),
        403,
        "AccessDenied",
        "User: arn:aws:iam::111122223333:user/small is not authorized to perform: iam:DeleteRole on"
            + " resource: arn:aws:iam::111122223333:role/none because no identity-based policy"
            + " allows the iam:DeleteRole action");
    assertThat(cloud.log().get(cloud.log().size() - 1).outcome()).isEqualTo("AccessDenied");
  }

  @Test
  void aKeyIsOfItsUser() {
    iam.createUser(b -> b.userName("ann"));
    var key = iam.createAccessKey(b -> b.userName("ann")).accessKey();
    StsClient sts = sts(AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));
    assertThat(sts.getCallerIdentity().arn()).isEqualTo("arn:aws:iam::111122223333:user/ann");
    assertThat(sts.getCallerIdentity().account()).isEqualTo(ACCOUNT);
    assertThat(sts.getCallerIdentity().userId()).startsWith("AIDA");
    assertRefused(() -> iam.deleteUser(b -> b.userName("ann")), 409, "DeleteConflict", "");
    iam.deleteAccessKey(b -> b.userName("ann").accessKeyId(key.accessKeyId()));
    assertThat(identities.find(key.accessKeyId())).isNull();
    iam.deleteUser(b -> b.userName("ann"));
    assertThat(key.toString()).doesNotContain(key.secretAccessKey());
  }

  @Test
  void aRoleIsTakenByWhomItTrustsWhenEverybodyKnowsOfIt() {
    AccessKey ann = identities.user("ann", policy("s3:*", "*"));
    String arn = role("head", trust("{\"AWS\":\"arn:aws:iam::111122223333:user/ann\"}")).arn();
    assertRefused(() -> assume(ann, arn), 403, "AccessDenied", "sts:AssumeRole on resource");
    cloud.time().pause(Duration.ofSeconds(3));
    AssumeRoleResponse taken = assume(ann, arn);
    assertThat(taken.assumedRoleUser().arn())
        .isEqualTo("arn:aws:sts::111122223333:assumed-role/head/test");
    assertThat(taken.credentials().expiration())
        .isEqualTo(cloud.time().clock().instant().plusSeconds(3600));
    assertThat(sts(session(taken)).getCallerIdentity().arn())
        .isEqualTo("arn:aws:sts::111122223333:assumed-role/head/test");
    AccessKey bob = identities.user("bob", EVERYTHING);
    assertRefused(() -> assume(bob, arn), 403, "AccessDenied", "sts:AssumeRole on resource");
    assertRefused(
        () ->
            sts(basic(ann))
                .assumeRole(b -> b.roleArn(arn).roleSessionName("x").durationSeconds(7200)),
        400,
        "ValidationError",
        "");
  }

  private AssumeRoleResponse assume(AccessKey key, String arn) {
    return sts(basic(key)).assumeRole(b -> b.roleArn(arn).roleSessionName("test"));
  }

  private static AwsSessionCredentials session(AssumeRoleResponse taken) {
    return AwsSessionCredentials.create(
        taken.credentials().accessKeyId(),
        taken.credentials().secretAccessKey(),
        taken.credentials().sessionToken());
  }

  @Test
  void whoIsOnlyOfATrustedAccountNeedsAPolicy() {
    String arn = role("head", trust("{\"AWS\":\"" + ACCOUNT + "\"}")).arn();
    cloud.time().pause(Duration.ofSeconds(3));
    AccessKey ann = identities.user("ann", policy("s3:*", "*"));
    assertRefused(() -> assume(ann, arn), 403, "AccessDenied", "");
    AccessKey bob = identities.user("bob", policy("sts:AssumeRole", arn));
    assertThat(assume(bob, arn).credentials().sessionToken()).isNotBlank();
  }

  @Test
  void aSessionMayWhatItsRoleMayAndNoMoreThanItsPolicy() {
    S3Client admins = s3(basic(identities.user("admin2", EVERYTHING)));
    admins.createBucket(
        b -> b.bucket("bucket").createBucketConfiguration(c -> c.locationConstraint("us-west-2")));
    String arn = role("worker", trust("{\"AWS\":\"" + ACCOUNT + "\"}")).arn();
    iam.putRolePolicy(
        b ->
            b.roleName("worker")
                .policyName("p")
                .policyDocument(policy("s3:*Object", "arn:aws:s3:::bucket/data/*")));
    cloud.time().pause(Duration.ofSeconds(3));
    AccessKey ann = identities.user("ann", EVERYTHING);
    S3Client worker = s3(session(assume(ann, arn)));
    put(worker, "data/a");
    assertRefused(
        () -> put(worker, "control/a"),
        403,
        "AccessDenied",
        "User: arn:aws:sts::111122223333:assumed-role/worker/test is not authorized to perform:"
            + " s3:PutObject on resource: arn:aws:s3:::bucket/control/a because no identity-based"
            + " policy allows the s3:PutObject action");
    // Who may not list is not told what is not there.
    assertRefused(
        () -> worker.getObjectAsBytes(b -> b.bucket("bucket").key("data/none")),
        403,
        "AccessDenied",
        "s3:ListBucket");
    assertRefused(
        () -> admins.getObjectAsBytes(b -> b.bucket("bucket").key("data/none")),
        404,
        "NoSuchKey",
        "");
    S3Client reader =
        s3(
            session(
                sts(basic(ann))
                    .assumeRole(
                        b ->
                            b.roleArn(arn)
                                .roleSessionName("test")
                                .policy(policy("s3:GetObject", "*")))));
    assertThat(reader.getObjectAsBytes(b -> b.bucket("bucket").key("data/a")).asUtf8String())
        .isEqualTo("data/a");
    assertRefused(() -> put(reader, "data/a"), 403, "AccessDenied", "no session policy");
    iam.deleteRolePolicy(b -> b.roleName("worker").policyName("p"));
    assertRefused(() -> put(worker, "data/a"), 403, "AccessDenied", "no identity-based policy");
  }

  private static void put(S3Client client, String key) {
    client.putObject(b -> b.bucket("bucket").key(key), RequestBody.fromString(key));
  }

  @Test
  void anInstanceIsTheRoleOfItsProfile() {
    role("head", TRUST_OF_EC2);
    iam.createInstanceProfile(b -> b.instanceProfileName("p"));
    assertThat(identities.ofInstance("p", "i-1", Map.of())).isEmpty();
    iam.addRoleToInstanceProfile(b -> b.instanceProfileName("p").roleName("head"));
    Credentials given = identities.ofInstance("p", "i-1", Map.of()).orElseThrow();
    assertThat(given.toString()).doesNotContain(given.secretAccessKey(), given.sessionToken());
    var credentials =
        AwsSessionCredentials.create(
            given.accessKeyId(), given.secretAccessKey(), given.sessionToken());
    assertThat(sts(credentials).getCallerIdentity().arn())
        .isEqualTo("arn:aws:sts::111122223333:assumed-role/head/i-1");
    iam.updateAssumeRolePolicy(
        b -> b.roleName("head").policyDocument(trust("{\"AWS\":\"" + ACCOUNT + "\"}")));
    assertThat(identities.ofInstance("p", "i-1", Map.of())).isEmpty();
  }

  @Test
  void boundaryAndOrganizationHoldEverybody() {
    String arn =
        iam.createPolicy(b -> b.policyName("only-s3").policyDocument(policy("s3:*", "*")))
            .policy()
            .arn();
    iam.createUser(b -> b.userName("ann").permissionsBoundary(arn));
    AccessKey ann = identities.user("ann", EVERYTHING);
    assertRefused(
        () -> iam(ann).listRoles(),
        403,
        "AccessDenied",
        "because no permissions boundary allows the iam:ListRoles action");
    assertThat(s3(basic(ann)).listBuckets().buckets()).isEmpty();
    assertRefused(() -> iam.deletePolicy(b -> b.policyArn(arn)), 409, "DeleteConflict", "");
    identities.organization(
        """
        {"Version":"2012-10-17","Statement":[
        {"Effect":"Allow","Action":"*","Resource":"*"},
        {"Effect":"Deny","Action":"iam:CreateRole","Resource":"*"}]}""");
    assertRefused(
        () -> role("head", TRUST_OF_EC2),
        403,
        "AccessDenied",
        "with an explicit deny in a service control policy");
    assertThat(iam.getPolicyVersion(b -> b.policyArn(arn).versionId("v1")).policyVersion())
        .extracting(v -> v.isDefaultVersion())
        .isEqualTo(true);
  }

  @Test
  void whatSomebodyMightDoIsSaidWithoutDoingIt() {
    identities.user(
        "ann",
        """
        {"Version":"2012-10-17","Statement":[
        {"Effect":"Allow","Action":"ec2:*","Resource":"*",
         "Condition":{"StringEquals":{"aws:ResourceTag/team":"a"}}},
        {"Effect":"Deny","Action":"ec2:StopInstances","Resource":"*"}]}""");
    var answers =
        iam.simulatePrincipalPolicy(
                b ->
                    b.policySourceArn("arn:aws:iam::111122223333:user/ann")
                        .actionNames("ec2:StartInstances", "ec2:StopInstances", "s3:GetObject")
                        .contextEntries(
                            c ->
                                c.contextKeyName("aws:ResourceTag/team")
                                    .contextKeyType("string")
                                    .contextKeyValues("a")))
            .evaluationResults();
    assertThat(answers)
        .extracting(a -> a.evalDecision())
        .containsExactly(
            PolicyEvaluationDecisionType.ALLOWED,
            PolicyEvaluationDecisionType.EXPLICIT_DENY,
            PolicyEvaluationDecisionType.IMPLICIT_DENY);
    assertThat(cloud.log().stream().filter(c -> c.name().startsWith("S")).map(c -> c.changes()))
        .containsOnly(false);
  }

  private @Nullable Instant expiry(String key) {
    return Objects.requireNonNull(identities.find(key)).expires();
  }

  @Test
  void sessionsOfUsersEnd() {
    AccessKey ann = identities.user("ann", EVERYTHING);
    var credentials = sts(basic(ann)).getSessionToken(b -> b.durationSeconds(900)).credentials();
    assertThat(expiry(credentials.accessKeyId()))
        .isEqualTo(cloud.time().clock().instant().plusSeconds(900));
    identities.expire(credentials.accessKeyId());
    assertThat(expiry(credentials.accessKeyId())).isEqualTo(cloud.time().clock().instant());
  }
}

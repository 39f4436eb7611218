/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The rules of the IAM User Guide as a table: "Policy evaluation logic", "Condition operators",
 * "Multiple context keys or values", "Variables and tags", "Permissions boundaries", "Wildcards".
 */
class PolicyEvaluationTest {
  private static final String ACCOUNT = "111122223333";
  private static final Principal USER =
      new Principal(ACCOUNT, "arn:aws:iam::111122223333:user/ann", "");
  private static final Principal ROLE =
      new Principal(
          ACCOUNT,
          "arn:aws:sts::111122223333:assumed-role/head/i-1",
          "arn:aws:iam::111122223333:role/head");
  private static final Principal ROOT =
      new Principal(ACCOUNT, "arn:aws:iam::111122223333:root", "");
  private static final String INSTANCE = "arn:aws:ec2:us-west-2:111122223333:instance/i-1";
  private static final String OBJECT = "arn:aws:s3:::bucket/data/a";

  /** One row: policies, a request, and what comes of it. */
  private static final class Row {
    private final String name;
    private final List<PolicyDocument> identity = new ArrayList<>();
    private final List<PolicyDocument> session = new ArrayList<>();
    private final Map<String, String> context = new TreeMap<>();
    private @Nullable PolicyDocument boundary;
    private @Nullable PolicyDocument organization;
    private @Nullable PolicyDocument resourcePolicy;
    private Principal who = USER;
    private String action = "ec2:TerminateInstances";
    private String resource = INSTANCE;
    private String expected = "";

    Row(String name) {
      this.name = name;
    }

    Row may(String... statements) {
      identity.add(PolicyDocument.ofIdentity(policy(statements)));
      return this;
    }

    Row bounded(String... statements) {
      boundary = PolicyDocument.ofIdentity(policy(statements));
      return this;
    }

    Row organized(String... statements) {
      organization = PolicyDocument.ofIdentity(policy(statements));
      return this;
    }

    Row inSession(String... statements) {
      session.add(PolicyDocument.ofIdentity(policy(statements)));
      return this;
    }

    Row onBucket(String... statements) {
      resourcePolicy = PolicyDocument.ofResource(policy(statements));
      return asks("s3:GetObject", OBJECT);
    }

    Row by(Principal principal) {
      who = principal;
      return this;
    }

    Row asks(String what, String on) {
      action = what;
      resource = on;
      return this;
    }

    Row with(String key, String value) {
      context.put(key, value);
      return this;
    }

    Row is(String outcome) {
      expected = outcome;
      return this;
    }

    private static String policy(String... statements) {
      return "{\"Version\":\"2012-10-17\",\"Statement\":[%s]}"
          .formatted(String.join(",", statements));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Row row(String name) {
    return new Row(name);
  }

  private static String allow(String action, String resource) {
    return "{\"Effect\":\"Allow\",\"Action\":\"%s\",\"Resource\":\"%s\"}"
        .formatted(action, resource);
  }

  private static String deny(String action, String resource) {
    return allow(action, resource).replace("Allow", "Deny");
  }

  private static String allowIf(String condition) {
    return "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{%s}}"
        .formatted(condition);
  }

  private static String denyIf(String condition) {
    return allowIf(condition).replace("Allow", "Deny");
  }

  private static String trusting(String principal) {
    return "{\"Effect\":\"Allow\",\"Principal\":%s,\"Action\":\"s3:GetObject\",\"Resource\":\"%s\"}"
        .formatted(principal, "arn:aws:s3:::bucket/*");
  }

  private static final String YES = "allowed";
  private static final String NO = "no identity-based policy";

  static Stream<Row> logic() {
    return Stream.of(
        row("nothing is allowed by default").is(NO),
        row("what is allowed is allowed").may(allow("ec2:TerminateInstances", "*")).is(YES),
        row("another action is not").may(allow("ec2:StopInstances", "*")).is(NO),
        row("another resource is not").may(allow("ec2:TerminateInstances", INSTANCE + "2")).is(NO),
        row("one of two policies is enough")
            .may(allow("s3:*", "*"))
            .may(allow("ec2:*", "*"))
            .is(YES),
        row("a deny beats an allow")
            .may(allow("*", "*"), deny("ec2:Terminate*", "*"))
            .is("explicit deny in an identity-based policy"),
        row("a deny of another policy beats it, too")
            .may(deny("*", INSTANCE))
            .may(allow("*", "*"))
            .is("explicit deny in an identity-based policy"),
        row("the boundary must allow it, too")
            .may(allow("*", "*"))
            .bounded(allow("s3:*", "*"))
            .is("no permissions boundary"),
        row("the boundary alone allows nothing").bounded(allow("*", "*")).is(NO),
        row("boundary and policy together allow")
            .may(allow("ec2:*", "*"))
            .bounded(allow("ec2:*", "*"))
            .is(YES),
        row("a deny of the boundary counts")
            .may(allow("*", "*"))
            .bounded(allow("*", "*"), deny("ec2:*", "*"))
            .is("explicit deny in a permissions boundary"),
        row("the account must allow it, too")
            .may(allow("*", "*"))
            .organized(allow("s3:*", "*"))
            .is("no service control policy"),
        row("a deny of the account counts")
            .may(allow("*", "*"))
            .organized(allow("*", "*"), deny("ec2:*", "*"))
            .is("explicit deny in a service control policy"),
        row("also for the root user")
            .by(ROOT)
            .organized(allow("*", "*"), deny("ec2:*", "*"))
            .is("explicit deny in a service control policy"),
        row("the root user may do everything else").by(ROOT).is(YES),
        row("the session must allow it, too")
            .by(ROLE)
            .may(allow("*", "*"))
            .inSession(allow("s3:*", "*"))
            .is("no session policy"),
        row("policies of a session count together")
            .by(ROLE)
            .may(allow("*", "*"))
            .inSession(allow("s3:*", "*"))
            .inSession(allow("ec2:*", "*"))
            .is(YES),
        row("a deny of the session counts")
            .by(ROLE)
            .may(allow("*", "*"))
            .inSession(allow("*", "*"), deny("ec2:*", "*"))
            .is("explicit deny in a session policy"),
        row("actions but those")
            .may("{\"Effect\":\"Allow\",\"NotAction\":\"iam:*\",\"Resource\":\"*\"}")
            .is(YES),
        row("not those")
            .may("{\"Effect\":\"Allow\",\"NotAction\":\"ec2:*\",\"Resource\":\"*\"}")
            .is(NO),
        row("resources but those")
            .may("{\"Effect\":\"Allow\",\"Action\":\"*\",\"NotResource\":\"arn:aws:s3:::*\"}")
            .is(YES),
        row("not those resources")
            .may("{\"Effect\":\"Allow\",\"Action\":\"*\",\"NotResource\":\"arn:aws:ec2:*\"}")
            .is(NO),
        row("denied but for what is named")
            .may(
                allow("*", "*"),
                "{\"Effect\":\"Deny\",\"NotAction\":[\"s3:*\"],\"Resource\":\"*\"}")
            .is("explicit deny in an identity-based policy"),
        row("the case of actions does not count").may(allow("EC2:terminateINSTANCES", "*")).is(YES),
        row("the case of resources counts")
            .may(allow("*", INSTANCE.replace("instance", "Instance")))
            .is(NO),
        row("a question mark is one letter").may(allow("ec2:TerminateInstance?", "*")).is(YES),
        row("and not none").may(allow("ec2:TerminateInstances?", "*")).is(NO),
        row("a star may be nothing").may(allow("ec2:TerminateInstances*", "*")).is(YES),
        row("a star in the middle of a resource")
            .may(allow("*", "arn:aws:ec2:*:111122223333:instance/*"))
            .is(YES),
        row("other signs are themselves")
            .may(allow("*", "arn.aws.ec2.*".replace("arn.", "arn:")))
            .is(NO));
  }

  static Stream<Row> resources() {
    return Stream.of(
        row("a bucket may allow it to a user").onBucket(trusting(aws(USER.arn()))).is(YES),
        row("not to another").onBucket(trusting(aws(USER.arn() + "2"))).is(NO),
        row("whoever is meant may do it in spite of the boundary")
            .bounded(allow("ec2:*", "*"))
            .onBucket(trusting(aws(USER.arn())))
            .is(YES),
        row("a role that is meant is held by its boundary")
            .by(ROLE)
            .bounded(allow("ec2:*", "*"))
            .onBucket(trusting(aws(ROLE.roleArn())))
            .is("no permissions boundary"),
        row("a role that is meant needs no policy of its own")
            .by(ROLE)
            .onBucket(trusting(aws(ROLE.roleArn())))
            .is(YES),
        row("a session that is meant is not held by its boundary")
            .by(ROLE)
            .bounded(allow("ec2:*", "*"))
            .onBucket(trusting(aws(ROLE.arn())))
            .is(YES),
        row("an account that is meant has to allow it itself")
            .onBucket(trusting(aws("arn:aws:iam::111122223333:root")))
            .is(NO),
        row("and may").may(allow("s3:*", "*")).onBucket(trusting(aws(ACCOUNT))).is(YES),
        row("everybody are also those who do not say who they are")
            .by(Principal.ANONYMOUS)
            .onBucket(trusting("\"*\""))
            .is(YES),
        row("others are not everybody")
            .by(Principal.ANONYMOUS)
            .onBucket(trusting(aws(USER.arn())))
            .is("no resource-based policy"),
        row("everybody from one place")
            .by(Principal.ANONYMOUS)
            .with("aws:SourceVpce", "vpce-1")
            .onBucket(ifFrom("vpce-1"))
            .is(YES),
        row("and not from another")
            .by(Principal.ANONYMOUS)
            .with("aws:SourceVpce", "vpce-2")
            .onBucket(ifFrom("vpce-1"))
            .is("no resource-based policy"),
        row("and not from nowhere")
            .by(Principal.ANONYMOUS)
            .onBucket(ifFrom("vpce-1"))
            .is("no resource-based policy"),
        row("a deny of the bucket counts for the root user")
            .by(ROOT)
            .onBucket(trusting("\"*\"").replace("Allow", "Deny"))
            .is("explicit deny in a resource-based policy"),
        row("all but who is named are denied")
            .may(allow("*", "*"))
            .onBucket(
                trusting(aws(ROLE.roleArn()))
                    .replace("Allow", "Deny")
                    .replace("Principal", "NotPrincipal"))
            .is("explicit deny in a resource-based policy"));
  }

  private static String aws(String arn) {
    return "{\"AWS\":\"%s\"}".formatted(arn);
  }

  private static String ifFrom(String endpoint) {
    return trusting("\"*\"")
        .replace(
            "\"Action\"",
            "\"Condition\":{\"StringEquals\":{\"aws:SourceVpce\":\"%s\"}},\"Action\""
                .formatted(endpoint));
  }

  static Stream<Row> conditions() {
    String tag = "aws:ResourceTag/team";
    return Stream.of(
        when("\"StringEquals\":{\"aws:ResourceTag/team\":\"a\"}").with(tag, "a").is(YES),
        when("\"StringEquals\":{\"aws:ResourceTag/team\":\"a\"}").with(tag, "A").is(NO),
        when("\"StringEquals\":{\"AWS:resourcetag/TEAM\":\"a\"}").with(tag, "a").is(YES),
        when("\"StringEquals\":{\"aws:ResourceTag/team\":\"a\"}").is(NO),
        when("\"StringEquals\":{\"aws:ResourceTag/team\":[\"b\",\"a\"]}").with(tag, "a").is(YES),
        when("\"StringEquals\":{\"aws:ResourceTag/team\":\"a*\"}").with(tag, "ab").is(NO),
        when("\"StringEqualsIgnoreCase\":{\"aws:ResourceTag/team\":\"a\"}").with(tag, "A").is(YES),
        when("\"StringEqualsIfExists\":{\"aws:ResourceTag/team\":\"a\"}").is(YES),
        when("\"StringEqualsIfExists\":{\"aws:ResourceTag/team\":\"a\"}").with(tag, "b").is(NO),
        when("\"StringNotEquals\":{\"aws:ResourceTag/team\":\"a\"}").with(tag, "b").is(YES),
        when("\"StringNotEquals\":{\"aws:ResourceTag/team\":\"a\"}").with(tag, "a").is(NO),
        when("\"StringNotEquals\":{\"aws:ResourceTag/team\":\"a\"}").is(YES),
        when("\"StringNotEquals\":{\"aws:ResourceTag/team\":[\"a\",\"b\"]}").with(tag, "b").is(NO),
        when("\"StringLike\":{\"aws:ResourceTag/team\":\"a?c*\"}").with(tag, "abcd").is(YES),
        when("\"StringLike\":{\"aws:ResourceTag/team\":\"a?c*\"}").with(tag, "ac").is(NO),
        when("\"StringNotLike\":{\"aws:ResourceTag/team\":\"a*\"}").with(tag, "b").is(YES),
        when("\"StringNotLike\":{\"aws:ResourceTag/team\":\"a*\"}").with(tag, "ab").is(NO),
        when("\"Null\":{\"aws:ResourceTag/team\":\"true\"}").is(YES),
        when("\"Null\":{\"aws:ResourceTag/team\":\"true\"}").with(tag, "a").is(NO),
        when("\"Null\":{\"aws:ResourceTag/team\":\"false\"}").with(tag, "a").is(YES),
        when("\"Null\":{\"aws:ResourceTag/team\":\"false\"}").is(NO),
        when("\"Bool\":{\"aws:SecureTransport\":\"true\"}")
            .with("aws:SecureTransport", "true")
            .is(YES),
        when("\"Bool\":{\"aws:SecureTransport\":true}").with("aws:SecureTransport", "false").is(NO),
        when("\"NumericLessThan\":{\"s3:max-keys\":\"10\"}").with("s3:max-keys", "9").is(YES),
        when("\"NumericLessThan\":{\"s3:max-keys\":\"10\"}").with("s3:max-keys", "10").is(NO),
        when("\"NumericLessThanEquals\":{\"s3:max-keys\":10}").with("s3:max-keys", "10").is(YES),
        when("\"NumericLessThanIfExists\":{\"s3:max-keys\":\"10\"}").is(YES),
        when("\"NumericNotEquals\":{\"s3:max-keys\":\"10\"}").with("s3:max-keys", "10").is(NO),
        when("\"DateGreaterThan\":{\"aws:CurrentTime\":\"2029-12-31T00:00:00Z\"}")
            .with("aws:CurrentTime", "2030-01-01T00:00:00Z")
            .is(YES),
        when("\"DateLessThan\":{\"aws:CurrentTime\":\"2029-12-31\"}")
            .with("aws:CurrentTime", "2030-01-01T00:00:00Z")
            .is(NO),
        when("\"IpAddress\":{\"aws:SourceIp\":\"10.0.0.0/8\"}")
            .with("aws:SourceIp", "10.9.8.7")
            .is(YES),
        when("\"IpAddress\":{\"aws:SourceIp\":[\"192.0.2.1\",\"2001:db8::/32\"]}")
            .with("aws:SourceIp", "2001:db8::1")
            .is(YES),
        when("\"NotIpAddress\":{\"aws:SourceIp\":\"10.0.0.0/8\"}")
            .with("aws:SourceIp", "10.0.0.1")
            .is(NO),
        when("\"ArnLike\":{\"ec2:Vpc\":\"arn:aws:ec2:*:111122223333:vpc/*\"}")
            .with("ec2:Vpc", "arn:aws:ec2:us-west-2:111122223333:vpc/vpc-1")
            .is(YES),
        when("\"ArnLike\":{\"ec2:Vpc\":\"arn:aws:ec2:*:vpc/*\"}")
            .with("ec2:Vpc", "arn:aws:ec2:us-west-2:111122223333:vpc/vpc-1")
            .is(NO),
        when("\"ArnNotEquals\":{\"ec2:Vpc\":\"arn:aws:ec2:*:*:vpc/vpc-1\"}")
            .with("ec2:Vpc", "arn:aws:ec2:us-west-2:111122223333:vpc/vpc-1")
            .is(NO),
        when("\"StringEquals\":{\"aws:ResourceTag/team\":\"a\",\"ec2:Region\":\"r\"}")
            .with(tag, "a")
            .is(NO),
        when("\"StringEquals\":{\"aws:ResourceTag/team\":\"a\"},\"Bool\":{\"x:y\":\"true\"}")
            .with(tag, "a")
            .with("x:y", "true")
            .is(YES));
  }

  static Stream<Row> several() {
    String keys = "aws:TagKeys";
    String all = "\"ForAllValues:StringEquals\":{\"aws:TagKeys\":[\"a\",\"b\"]}";
    String any = "\"ForAnyValue:StringEquals\":{\"aws:TagKeys\":[\"a\",\"b\"]}";
    return Stream.of(
        when(all).with(keys, "a\nb").is(YES),
        when(all).with(keys, "a\nc").is(NO),
        when(all).is(YES),
        when(any).with(keys, "a\nc").is(YES),
        when(any).with(keys, "c\nd").is(NO),
        when(any).is(NO),
        when("\"ForAllValues:StringNotEquals\":{\"aws:TagKeys\":[\"a\"]}")
            .with(keys, "b\na")
            .is(NO),
        when("\"ForAnyValue:StringNotEquals\":{\"aws:TagKeys\":[\"a\"]}")
            .with(keys, "b\na")
            .is(YES),
        when("\"ForAllValues:StringLike\":{\"aws:TagKeys\":[\"cloudtik:*\"]}")
            .with("aws:RequestTag/cloudtik:a", "1")
            .with("aws:RequestTag/cloudtik:b", "1")
            .is(YES),
        when("\"ForAllValues:StringLike\":{\"aws:TagKeys\":[\"cloudtik:*\"]}")
            .with("aws:RequestTag/cloudtik:a", "1")
            .with("aws:RequestTag/other", "1")
            .is(NO),
        row("a deny holds for what has no such key, if it is negated")
            .may(allow("*", "*"), denyIf("\"StringNotEquals\":{\"aws:RequestedRegion\":\"r\"}"))
            .is("explicit deny in an identity-based policy"),
        row("and not otherwise")
            .may(allow("*", "*"), denyIf("\"StringEquals\":{\"aws:RequestedRegion\":\"r\"}"))
            .is(YES));
  }

  static Stream<Row> variables() {
    String own = "\"StringEquals\":{\"aws:ResourceTag/team\":\"${aws:PrincipalTag/team}\"}";
    String head = "\"StringEquals\":{\"aws:ResourceTag/head\":\"${ec2:SourceInstanceARN}\"}";
    String itself =
        "\"ArnEquals\":{\"ec2:SourceInstanceARN\":\"arn:aws:ec2:*:*:instance/${ec2:InstanceID}\"}";
    return Stream.of(
        when(head)
            .with("aws:ResourceTag/head", INSTANCE)
            .with("ec2:SourceInstanceArn", INSTANCE)
            .is(YES),
        when(head)
            .with("aws:ResourceTag/head", INSTANCE + "2")
            .with("ec2:SourceInstanceArn", INSTANCE)
            .is(NO),
        when(head).with("ec2:SourceInstanceArn", INSTANCE).is(NO),
        when(head).with("aws:ResourceTag/head", INSTANCE).is(NO),
        when(head).with("aws:ResourceTag/head", "").is(NO),
        when(itself).with("ec2:SourceInstanceArn", INSTANCE).with("ec2:InstanceID", "i-1").is(YES),
        when(itself).with("ec2:SourceInstanceArn", INSTANCE).with("ec2:InstanceID", "i-2").is(NO),
        when(itself).with("ec2:SourceInstanceArn", INSTANCE).is(NO),
        when(itself).with("ec2:InstanceID", "i-1").is(NO),
        when(own).with("aws:ResourceTag/team", "a").with("aws:PrincipalTag/team", "a").is(YES),
        when(own).with("aws:ResourceTag/team", "a").with("aws:PrincipalTag/team", "b").is(NO),
        when(own).with("aws:ResourceTag/team", "a").is(NO),
        row("a variable in a resource")
            .may(allow("s3:GetObject", "arn:aws:s3:::bucket/${aws:username}/*"))
            .asks("s3:GetObject", "arn:aws:s3:::bucket/ann/x")
            .with("aws:username", "ann")
            .is(YES),
        row("for another one's")
            .may(allow("s3:GetObject", "arn:aws:s3:::bucket/${aws:username}/*"))
            .asks("s3:GetObject", "arn:aws:s3:::bucket/bob/x")
            .with("aws:username", "ann")
            .is(NO),
        row("a star in a value is a star")
            .may(allow("s3:GetObject", "arn:aws:s3:::bucket/${aws:username}/*"))
            .asks("s3:GetObject", "arn:aws:s3:::bucket/bob/x")
            .with("aws:username", "*")
            .is(NO),
        row("a star that is meant")
            .may(allow("s3:GetObject", "arn:aws:s3:::bucket/${*}"))
            .asks("s3:GetObject", "arn:aws:s3:::bucket/bob")
            .is(NO),
        when("\"StringEquals\":{\"aws:ResourceTag/team\":\"${aws:PrincipalTag/team, 'none'}\"}")
            .with("aws:ResourceTag/team", "none")
            .is(YES));
  }

  private static Row when(String condition) {
    return row(condition).may(allowIf(condition));
  }

  @ParameterizedTest
  @MethodSource({"logic", "resources", "conditions", "several", "variables"})
  void policiesDecideAsTheirDocumentationSays(Row row) {
    PolicyDecision decision =
        PolicyEvaluation.decide(
            row.who,
            row.action,
            row.resource,
            RequestContext.of(row.context),
            new PolicySet(
                row.identity, row.boundary, row.session, row.organization, row.resourcePolicy));
    String found =
        decision.isAllowed() ? YES : decision.message(row.who.arn(), row.action, row.resource);
    if (row.expected.equals(YES)) {
      assertThat(found).isEqualTo(YES);
    } else {
      assertThat(found).contains(row.expected);
    }
  }

  @Test
  void variablesAreNoneInTheVersionOf2008() {
    PolicyDocument old =
        PolicyDocument.ofIdentity(
            """
            {"Version":"2008-10-17","Statement":{"Effect":"Allow","Action":"s3:*",
            "Resource":"arn:aws:s3:::bucket/${aws:username}"}}""");
    PolicyDecision decision =
        PolicyEvaluation.decide(
            USER,
            "s3:GetObject",
            "arn:aws:s3:::bucket/ann",
            RequestContext.of(Map.of("aws:username", "ann")),
            new PolicySet(List.of(old), null, List.of(), null, null));
    assertThat(decision.isAllowed()).isFalse();
  }

  @Test
  void refusalsAreInTheWordsOfAws() {
    PolicyDecision decision =
        PolicyEvaluation.decide(
            USER,
            "ec2:TerminateInstances",
            INSTANCE,
            RequestContext.of(Map.of()),
            new PolicySet(List.of(), null, List.of(), null, null));
    assertThat(decision.message(USER.arn(), "ec2:TerminateInstances", INSTANCE))
        .isEqualTo(
            "User: arn:aws:iam::111122223333:user/ann is not authorized to perform:"
                + " ec2:TerminateInstances on resource:"
                + " arn:aws:ec2:us-west-2:111122223333:instance/i-1 because no identity-based"
                + " policy allows the ec2:TerminateInstances action");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"Version\":\"2012-10-17\"}",
        "{\"Version\":\"2013-01-01\",\"Statement\":[]}",
        "{\"Statement\":[{\"Effect\":\"allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}",
        "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"ec2\",\"Resource\":\"*\"}]}",
        "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\"}]}",
        "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"bucket\"}]}",
        "{\"Statement\":[{\"Effect\":\"Allow\",\"Resource\":\"*\"}]}",
        "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"X\":1}]}",
        "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"Principal\":\"*\"}]}",
        "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"Is\":{\"a\":\"b\"}}}]}"
      })
  void whatIsNoPolicyIsRefused(String text) {
    assertThatThrownBy(() -> PolicyDocument.ofIdentity(text))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

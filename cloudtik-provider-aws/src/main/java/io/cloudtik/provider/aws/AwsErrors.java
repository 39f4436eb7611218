/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws;

import io.cloudtik.error.FailureKind;
import io.cloudtik.error.FailureScope;
import io.cloudtik.error.ProviderException;
import io.cloudtik.error.ProviderFailure;
import io.cloudtik.error.RetryAdvice;
import io.cloudtik.store.s3.S3Actions;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Says in the library's words what AWS refused: kind, code, request id, how far it reaches, whether
 * repeating helps, and what does. The only place, with {@link Refusal}, that knows codes. A refusal
 * of access names the action that is missing. Thread-safe.
 */
public final class AwsErrors {
  private static final Pattern ACTION =
      Pattern.compile("not authorized to perform: ([A-Za-z0-9-]+:[A-Za-z0-9*]+)");
  private static final Pattern ENCODED =
      Pattern.compile("Encoded authorization failure message: (\\S+)");
  private static final Pattern DECODED_ACTION = Pattern.compile("\"action\":\"([^\"]+)\"");
  private static final Pattern DECODED_RESOURCE = Pattern.compile("\"resource\":\"([^\"]+)\"");
  private static final Pattern ON = Pattern.compile("on resource: \"?([^\\s\"]+)\"?");
  private static final Pattern DENIED_BY =
      Pattern.compile(
          "(?:with an explicit deny in|because no) (?:an? |the )?([a-z -]+ policy|permissions boundary)");
  private static final int SHOWN = 500;

  /** Where a statement that allows something helps. */
  private static final Set<String> OWN_POLICIES =
      Set.of("identity-based policy", "resource-based policy");

  private final String region;
  private final UnaryOperator<String> decoder;

  AwsErrors(String region) {
    this(region, encoded -> "");
  }

  /**
   * Makes a translation.
   *
   * @param decoder decodes the message that EC2 encodes; returns nothing where it may not
   */
  AwsErrors(String region, UnaryOperator<String> decoder) {
    this.region = region;
    this.decoder = decoder;
  }

  /** Returns what to throw in place of the SDK's exception, which is its cause. */
  public ProviderException translate(String call, String target, SdkException e) {
    ProviderFailure failure =
        e instanceof AwsServiceException refused
            ? refused(call, target, refused)
            : unanswered(call, target, e);
    return new ProviderException(Aws.NAME, failure, e);
  }

  private ProviderFailure refused(String call, String target, AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    String code = details == null ? "" : nonNull(details.errorCode());
    String said = details == null ? "" : nonNull(details.errorMessage());
    Refusal refusal = Refusal.of(code, e.statusCode());
    ProviderFailure.Builder failure =
        ProviderFailure.builder()
            .kind(refusal.kind())
            .retry(refusal.retry())
            .scope(FailureScope.builder().region(region).resource(target).build())
            .remedy(refusal.remedy());
    if (!code.isEmpty()) {
      failure.code(code);
    }
    if (e.requestId() != null) {
      failure.requestId(e.requestId());
    }
    if (refusal == Refusal.PERMISSION) {
      Access access = access(call, said);
      failure
          .message("%s was refused: %s".formatted(call, access.message()))
          .remedy(access.remedy());
    } else {
      String text = ENCODED.matcher(said).replaceAll("");
      failure.message(
          "%s was refused: %s"
              .formatted(call, cut(text.isBlank() ? "status " + e.statusCode() : text.strip())));
    }
    return failure.build();
  }

  private record Access(String message, String remedy) {}

  private Access access(String call, String said) {
    String action = find(ACTION, said);
    String on = find(ON, said);
    Matcher encoded = ENCODED.matcher(said);
    if (encoded.find()) {
      String decoded = decoder.apply(encoded.group(1));
      action = action.isEmpty() ? find(DECODED_ACTION, decoded) : action;
      on = on.isEmpty() ? find(DECODED_RESOURCE, decoded) : on;
    }
    if (action.isEmpty()) {
      String service = service(call);
      action = service.equals("s3") ? S3Actions.of(call) : service + ":" + call;
    }
    String where = on.isEmpty() ? "" : " on " + on;
    String by = find(DENIED_BY, said);
    boolean denied = said.contains("explicit deny");
    String message = "the caller may not do " + action + where;
    if (denied) {
      return new Access(
          message + ": a policy denies it" + (by.isEmpty() ? "" : " (" + by + ")"),
          "ask whoever wrote the policy (of the organization, the boundary of the user's permissions, or the user's own) to take the denial of %s away"
              .formatted(action));
    }
    if (!by.isEmpty() && !OWN_POLICIES.contains(by)) {
      return new Access(
          "%s: the %s does not allow it".formatted(message, by),
          "ask whoever wrote the %s to allow %s, too; the caller's own policy cannot"
              .formatted(by, action));
    }
    return new Access(
        message,
        "add a statement that allows %s%s to the caller's policy; Aws.userPolicy(workspace) has all that is needed"
            .formatted(action, where));
  }

  private static String service(String call) {
    if (call.matches(".*(Role|InstanceProfile|RolePolicy|PrincipalPolicy).*")) {
      return "iam";
    }
    if (call.matches(".*(Bucket|Object|Upload|PublicAccessBlock).*")) {
      return "s3";
    }
    if (call.matches("GetParameters?")) {
      return "ssm";
    }
    return switch (call) {
      case "GetProducts" -> "pricing";
      case "GetServiceQuota" -> "servicequotas";
      case "GetCallerIdentity", "DecodeAuthorizationMessage" -> "sts";
      default -> "ec2";
    };
  }

  private static String find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? nonNull(matcher.group(1)) : "";
  }

  /** Nobody answered, or the SDK could not even ask. */
  private ProviderFailure unanswered(String call, String target, SdkException e) {
    String said = nonNull(e.getMessage());
    String lower = said.toLowerCase(Locale.ROOT);
    boolean credentials =
        lower.contains("unable to load credentials")
            || lower.contains("profile file contained no credentials")
            || (lower.contains("sso session") && lower.contains("expired"));
    ProviderFailure.Builder failure =
        ProviderFailure.builder()
            .scope(FailureScope.builder().region(region).resource(target).build());
    if (credentials) {
      return failure
          .kind(FailureKind.PERMISSION)
          .message("%s could not be asked for: no credentials were found".formatted(call))
          .remedy(
              "set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run aws configure or aws sso login; on a machine of EC2 give it an instance profile")
          .build();
    }
    boolean interrupted =
        e instanceof AbortedException && !(e instanceof ApiCallAttemptTimeoutException);
    return failure
        .kind(FailureKind.UNAVAILABLE)
        .retry(interrupted ? RetryAdvice.AFTER_CHANGE : RetryAdvice.LATER)
        .message("%s was not answered, and may have been done: %s".formatted(call, cut(said)))
        .build();
  }

  private static String cut(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
  }

  private static String nonNull(@Nullable String text) {
    return text == null ? "" : text;
  }
}

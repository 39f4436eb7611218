/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws;

import io.cloudtik.error.FailureKind;
import io.cloudtik.error.ProviderException;
import io.cloudtik.error.ProviderFailure;
import io.cloudtik.testkit.cloud.CloudClient;
import io.cloudtik.testkit.cloud.CloudLimits.Rate;
import io.cloudtik.testkit.cloud.Faults;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import io.cloudtik.testkit.cloud.WireCall;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The account and the region of a simulated cloud that services answer for, and the way of their
 * calls into it.
 *
 * @param account its number
 * @param region its name
 * @param cloud what is behind it
 * @param authorizer who says who may do what
 * @param clients who calls
 * @param origin where requests come from
 */
public record AwsPlace(
    String account,
    String region,
    SimulatedCloud cloud,
    Authorizer authorizer,
    Clients clients,
    Origin origin) {
  private static final Rate FREE = new Rate(1e9, 1e9);

  /** What services of the account take that say nothing of it in their documentation. */
  private static final Rate USUAL = new Rate(100, 20);

  /** Knows which process of the simulated cloud stands for who calls. */
  public interface Clients {
    /** Returns the process; faults and stops are those of it. */
    CloudClient of(AwsRequest request, @Nullable Caller caller);
  }

  /** Knows where requests come from, in the words of policies. */
  public interface Origin {
    /** Returns keys of conditions, such as {@code aws:SourceIp} and {@code aws:SourceVpce}. */
    Map<String, String> of(AwsRequest request);
  }

  /** Returns what time it is there. */
  public Instant now() {
    return cloud.time().clock().instant();
  }

  /** Lets somebody do something, or refuses; as {@link Authorizer#require}. */
  public void require(
      AwsRequest request,
      @Nullable Caller caller,
      String action,
      String resource,
      Map<String, String> context) {
    Map<String, String> all = new TreeMap<>(origin.of(request));
    if (!all.containsKey("aws:VpcSourceIp")) {
      all.putIfAbsent("aws:SourceIp", request.from());
    }
    all.putIfAbsent("aws:SecureTransport", "false");
    all.put("aws:RequestedRegion", region);
    all.putAll(context);
    authorizer.require(caller == null ? Caller.ANONYMOUS : caller, action, resource, all);
  }

  /**
   * Passes the gate of the cloud.
   *
   * @param call its name, by which faults know it
   * @param target what it is about, for the log
   * @param changes whether it is to change something
   * @param busy what the service says when there are too many calls
   * @throws AwsRefusal if it is refused there
   * @throws ProviderException with {@link Faults#NO_ANSWER} if the caller is to hear nothing
   */
  public <T> T pass(
      AwsRequest request,
      @Nullable Caller caller,
      String call,
      String target,
      boolean changes,
      Supplier<AwsRefusal> busy,
      Supplier<T> effect) {
    boolean isFree = request.service().equals("s3") || cloud.limits().takesAll();
    String family = request.service() + (changes ? " changes" : " reads");
    WireCall passed = new WireCall(call, target, null, changes, family, isFree ? FREE : USUAL);
    try {
      return clients.of(request, caller).call(passed, effect);
    } catch (ProviderException e) {
      ProviderFailure failure = e.failure().orElseThrow(() -> e);
      if (failure.code().filter(Faults.NO_ANSWER::equals).isPresent()) {
        throw e;
      }
      throw refusal(failure, busy);
    }
  }

  private static AwsRefusal refusal(ProviderFailure failure, Supplier<AwsRefusal> busy) {
    FailureKind kind = failure.kind();
    return switch (kind) {
      case THROTTLED -> busy.get();
      case PERMISSION -> new AwsRefusal(403, "AccessDenied", failure.message());
      case QUOTA -> new AwsRefusal(409, "LimitExceeded", failure.message());
      case NOT_FOUND -> new AwsRefusal(404, "NotFound", failure.message());
      case CONFLICT -> new AwsRefusal(409, "OperationAborted", failure.message());
      case CONFIGURATION -> new AwsRefusal(400, "InvalidRequest", failure.message());
      case CAPACITY, UNAVAILABLE ->
          new AwsRefusal(500, "InternalError", "We encountered an internal error. Try again.");
    };
  }
}

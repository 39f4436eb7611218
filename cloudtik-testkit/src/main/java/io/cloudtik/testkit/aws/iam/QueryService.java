/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.iam;

import io.cloudtik.testkit.aws.AwsPlace;
import io.cloudtik.testkit.aws.AwsRefusal;
import io.cloudtik.testkit.aws.AwsRequest;
import io.cloudtik.testkit.aws.AwsResponse;
import io.cloudtik.testkit.aws.AwsService;
import io.cloudtik.testkit.aws.Caller;
import io.cloudtik.testkit.aws.wire.XmlWriter;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A service that speaks the query protocol. */
abstract class QueryService implements AwsService {
  private final String name;
  private final String version;
  private final String namespace;
  private final AwsPlace place;
  private final Map<String, Consumer<QueryCall>> actions = new TreeMap<>();

  QueryService(String name, String version, AwsPlace place) {
    this.name = name;
    this.version = version;
    this.namespace = "https://%s.amazonaws.com/doc/%s/".formatted(name, version);
    this.place = place;
  }

  /** Adds an action, which answers while the gate of the cloud is held. */
  final void add(String action, Consumer<QueryCall> handler) {
    actions.put(action, handler);
  }

  @Override
  public final Set<String> calls() {
    return Set.copyOf(actions.keySet());
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final AwsResponse answer(AwsRequest request, @Nullable Caller caller) {
    Map<String, String> form = request.form();
    String action = form.getOrDefault("Action", "");
    if (!isIn(request.region())) {
      throw new AwsRefusal(
          403, "InvalidClientTokenId", "The security token included in the request is invalid");
    }
    Consumer<QueryCall> handler = actions.get(action);
    if (handler == null || !form.getOrDefault("Version", "").equals(version)) {
      throw new AwsRefusal(
          400,
          "InvalidAction",
          "Could not find operation %s for version %s"
              .formatted(action, form.getOrDefault("Version", "")));
    }
    check(Objects.requireNonNull(caller), action);
    XmlWriter xml = new XmlWriter().open(action + "Response", namespace).open(action + "Result");
    QueryCall call =
        new QueryCall(name, place, request, Objects.requireNonNull(caller), action, form, xml);
    boolean reads = action.matches("(Get|List|Simulate).*");
    Boolean unused =
        place.pass(
            request,
            caller,
            action,
            target(form),
            !reads,
            () -> new AwsRefusal(400, "Throttling", "Rate exceeded"),
            () -> {
              handler.accept(call);
              return true;
            });
    xml.close().open("ResponseMetadata").add("RequestId", request.id());
    return AwsResponse.xml(200, xml.end());
  }

  /** Refuses who may not call whatever policies say. */
  void check(Caller caller, String action) {}

  /**
   * Says whether it is to be had in a region; in one that is not enabled no key is known. IAM is
   * everywhere: clients whose endpoint is set sign for their own region.
   */
  private boolean isIn(String region) {
    return name.equals("iam") || region.equals("us-east-1") || region.equals(place.region());
  }

  private static String target(Map<String, String> form) {
    for (String parameter :
        new String[] {"RoleName", "InstanceProfileName", "UserName", "PolicyName", "PolicyArn"}) {
      String value = form.get(parameter);
      if (value != null) {
        return value;
      }
    }
    return form.getOrDefault("RoleArn", form.getOrDefault("PolicySourceArn", ""));
  }

  @Override
  public final AwsResponse refused(AwsRequest request, AwsRefusal refusal) {
    XmlWriter xml = new XmlWriter().open("ErrorResponse", namespace).open("Error");
    xml.add("Type", refusal.status() < 500 ? "Sender" : "Receiver");
    xml.add("Code", refusal.code()).add("Message", refusal.text()).close();
    xml.add("RequestId", request.id());
    return AwsResponse.xml(refusal.status(), xml.end());
  }
}

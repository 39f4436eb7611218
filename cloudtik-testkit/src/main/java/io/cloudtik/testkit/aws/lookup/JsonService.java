/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.lookup;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.cloudtik.testkit.aws.AwsPlace;
import io.cloudtik.testkit.aws.AwsRefusal;
import io.cloudtik.testkit.aws.AwsRequest;
import io.cloudtik.testkit.aws.AwsResponse;
import io.cloudtik.testkit.aws.AwsService;
import io.cloudtik.testkit.aws.Caller;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A service that speaks the JSON protocol, and only tells. */
abstract class JsonService implements AwsService {
  private final String name;
  private final String target;
  private final String invalid;
  private final AwsPlace place;
  private final Map<String, Function<JsonCall, JsonObject>> actions = new TreeMap<>();

  /**
   * Makes a service.
   *
   * @param target what stands before its actions in their header
   * @param invalid its code for what makes no sense
   */
  JsonService(String name, String target, String invalid, AwsPlace place) {
    this.name = name;
    this.target = target;
    this.invalid = invalid;
    this.place = place;
  }

  final void add(String action, Function<JsonCall, JsonObject> handler) {
    actions.put(action, handler);
  }

  final AwsPlace place() {
    return place;
  }

  @Override
  public final Set<String> calls() {
    return Set.copyOf(actions.keySet());
  }

  @Override
  public final String name() {
    return name;
  }

  /** Says whether it is to be had in a region. */
  boolean isIn(String region) {
    return region.equals(place.region());
  }

  @Override
  public final AwsResponse answer(AwsRequest request, @Nullable Caller caller) {
    String header = request.header("x-amz-target");
    String action = header.substring(header.indexOf('.') + 1);
    Function<JsonCall, JsonObject> handler = actions.get(action);
    if (handler == null || !header.startsWith(target + ".")) {
      throw new AwsRefusal(400, "UnknownOperationException", "unknown operation " + header);
    }
    if (!isIn(request.region())) {
      throw new AwsRefusal(
          400,
          "UnrecognizedClientException",
          "The security token included in the request is invalid.");
    }
    JsonCall call =
        new JsonCall(
            name, place, request, Objects.requireNonNull(caller), action, input(request), invalid);
    JsonObject answer =
        place.pass(
            request,
            caller,
            action,
            about(call),
            false,
            () -> new AwsRefusal(400, "ThrottlingException", "Rate exceeded"),
            () -> handler.apply(call));
    return with(AwsResponse.json(200, answer.toString()), request);
  }

  private static JsonObject input(AwsRequest request) {
    try {
      return JsonParser.parseString(request.body().text()).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException e) {
      throw new AwsRefusal(400, "SerializationException", "The body is no JSON object");
    }
  }

  private static String about(JsonCall call) {
    for (String key : new String[] {"Name", "Path", "QuotaCode", "ServiceCode"}) {
      if (!call.text(key).isEmpty()) {
        return call.text(key);
      }
    }
    return "";
  }

  private static AwsResponse with(AwsResponse answer, AwsRequest request) {
    Map<String, String> headers = new TreeMap<>(answer.headers());
    headers.put("x-amzn-RequestId", request.id());
    return new AwsResponse(answer.status(), headers, answer.body());
  }

  @Override
  public final AwsResponse refused(AwsRequest request, AwsRefusal refusal) {
    boolean isDenied = refusal.code().equals("AccessDenied");
    JsonObject error = new JsonObject();
    error.addProperty("__type", isDenied ? "AccessDeniedException" : refusal.code());
    error.addProperty("message", refusal.text());
    int status = refusal.status() < 500 ? 400 : refusal.status();
    return with(AwsResponse.json(status, error.toString()), request);
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.lookup;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.cloudtik.testkit.aws.AwsPlace;
import io.cloudtik.testkit.aws.AwsRefusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Parameters of Systems Manager, those that everybody may read: the newest images. See <i>Calling
 * AMI public parameters in Parameter Store</i> of its user guide. Thread-safe.
 */
public final class Ssm extends JsonService {
  private static final int MOST_BY_PATH = 10;
  private static final int MOST_BY_NAME = 10;
  private static final Instant CHANGED = Instant.parse("2026-09-01T00:00:00Z");

  private final Map<String, String> parameters;

  /**
   * Makes the service.
   *
   * @param parameters values by name
   */
  public Ssm(AwsPlace place, Map<String, String> parameters) {
    super("ssm", "AmazonSSM", "ValidationException", place);
    this.parameters = new TreeMap<>(parameters);
    add("GetParameter", this::get);
    add("GetParameters", this::getAll);
    add("GetParametersByPath", this::getByPath);
  }

  private String arn(String name) {
    return "arn:aws:ssm:%s:%s:parameter%s%s"
        .formatted(
            place().region(),
            name.startsWith("/aws/service/") ? "" : place().account(),
            name.startsWith("/") ? "" : "/",
            name);
  }

  private JsonObject parameter(String name) {
    String value = parameters.getOrDefault(name, "");
    JsonObject json = new JsonObject();
    json.addProperty("Name", name);
    json.addProperty("Type", "String");
    json.addProperty("Value", value);
    json.addProperty("Version", 1);
    json.addProperty("LastModifiedDate", CHANGED.getEpochSecond());
    json.addProperty("ARN", arn(name));
    json.addProperty("DataType", value.startsWith("ami-") ? "aws:ec2:image" : "text");
    return json;
  }

  private JsonObject get(JsonCall call) {
    String name = call.required("Name");
    call.may(arn(name));
    if (!parameters.containsKey(name)) {
      throw new AwsRefusal(400, "ParameterNotFound", "");
    }
    JsonObject answer = new JsonObject();
    answer.add("Parameter", parameter(name));
    return answer;
  }

  private JsonObject getAll(JsonCall call) {
    List<String> names = call.list("Names");
    if (names.isEmpty() || names.size() > MOST_BY_NAME) {
      throw new AwsRefusal(400, "ValidationException", "Names must have from 1 to 10 members");
    }
    names.forEach(name -> call.may(arn(name)));
    JsonArray found = new JsonArray();
    JsonArray invalid = new JsonArray();
    for (String name : names) {
      if (parameters.containsKey(name)) {
        found.add(parameter(name));
      } else {
        invalid.add(name);
      }
    }
    JsonObject answer = new JsonObject();
    answer.add("Parameters", found);
    answer.add("InvalidParameters", invalid);
    return answer;
  }

  private JsonObject getByPath(JsonCall call) {
    String path = call.required("Path");
    if (!path.startsWith("/")) {
      throw new AwsRefusal(
          400,
          "ValidationException",
          "The parameter doesn't meet the parameter name requirements. The parameter name must"
              + " begin with a forward slash \"/\".");
    }
    call.may(arn(path));
    String prefix = path.endsWith("/") ? path : path + "/";
    boolean isDeep = call.flag("Recursive");
    List<JsonObject> found = new ArrayList<>();
    for (String name : parameters.keySet()) {
      if (name.startsWith(prefix) && (isDeep || name.indexOf('/', prefix.length()) < 0)) {
        found.add(parameter(name));
      }
    }
    return Page.of(call, "Parameters", found, MOST_BY_PATH, "InvalidNextToken");
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second opinion: a client and a model of EC2 that we did not write. */
class Boto3Test {
  private final List<AwsRequest> requests = Collections.synchronizedList(new ArrayList<>());
  private final List<String> calls = Collections.synchronizedList(new ArrayList<>());

  private void record(AwsRequest request, AwsResponse response) {
    requests.add(request);
    calls.add(
        new Gson().toJson(Map.of("parameters", request.form(), "answer", response.body().text())));
  }

  @Test
  void boto3DrivesEveryCallOfEc2AndEachNameOfTheAnswersIsInItsModel(@TempDir Path directory) {
    Python.require("boto3");
    Set<String> answered = new TreeSet<>();
    try (SimulatedCloud cloud = SimulatedCloud.of(11);
        EmulatedAws aws = EmulatedAws.on(cloud).recorded(this::record).start()) {
      String input =
          new Gson()
              .toJson(
                  Map.of(
                      "endpoint", aws.endpoint().toString(),
                      "region", aws.region(),
                      "key", aws.accessKeyId(),
                      "secret", aws.secretAccessKey()));
      Python.Result driven = Python.script("life_cycle.py", input, directory);
      assertThat(driven.status()).as(driven.output()).isZero();
      assertThat(cloud.leftovers()).isEmpty();
      answered.addAll(aws.calls("ec2"));
    }
    Set<String> asked = new TreeSet<>();
    requests.forEach(each -> asked.add(each.form().getOrDefault("Action", "")));
    assertThat(asked).as("calls that were answered").isEqualTo(answered);
    Python.Result checked = Python.script("check_answers.py", String.join("\n", calls), directory);
    assertThat(checked.status()).as(checked.output()).isZero();
  }
}

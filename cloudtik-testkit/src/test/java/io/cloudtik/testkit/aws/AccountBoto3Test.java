/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second opinion: a client and models of the services besides EC2 that we did not write. */
class AccountBoto3Test {
  @Test
  void boto3DrivesEveryCallOfTheOtherServicesAndEachAnswerIsAsItsModelSays(
      @TempDir Path directory) {
    Python.require("boto3");
    try (SimulatedCloud cloud = SimulatedCloud.of(12);
        EmulatedAws aws = EmulatedAws.on(cloud).start()) {
      String input =
          new Gson()
              .toJson(
                  Map.of(
                      "endpoint", aws.endpoint().toString(),
                      "region", aws.region(),
                      "key", aws.accessKeyId(),
                      "secret", aws.secretAccessKey()));
      Python.Result driven = Python.script("account.py", input, directory);
      assertThat(driven.status()).as(driven.output()).isZero();
      assertThat(cloud.leftovers()).isEmpty();
      JsonObject made = JsonParser.parseString(driven.output()).getAsJsonObject();
      for (String service : List.of("s3", "iam", "sts", "ssm", "servicequotas", "pricing")) {
        Set<String> names = new TreeSet<>();
        made.getAsJsonArray(service).forEach(each -> names.add(each.getAsString()));
        // The same call with a source in its headers.
        names.remove("UploadPartCopy");
        assertThat(names).as(service).isEqualTo(new TreeSet<>(aws.calls(service)));
      }
    }
  }
}

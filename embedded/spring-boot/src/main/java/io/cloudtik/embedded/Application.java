/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.embedded;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudtik.JobResult;
import io.cloudtik.spec.JobSpec;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Runs one job and prints how it ended, with the JSON of the application. */
@SpringBootApplication
public class Application implements ApplicationRunner {
  private final ObjectMapper mapper;

  Application(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /** Starts the application. */
  public static void main(String[] args) {
    SpringApplication.run(Application.class, args);
  }

  @Override
  public void run(ApplicationArguments arguments) throws Exception {
    Path home = Path.of(arguments.getNonOptionArgs().get(0));
    JobResult result =
        OneCluster.run(home, draft -> draft, JobSpec.command("echo", "from a fat jar"));
    System.out.println(
        mapper.writeValueAsString(Map.of(result.status().state(), result.output().strip())));
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.CloudCall;
import io.cloudtik.error.FailureKind;
import io.cloudtik.error.ProviderException;
import io.cloudtik.error.ProviderFailure;
import io.cloudtik.impl.wait.PassingTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallRecorderTest {
  private final PassingTime time = new PassingTime();

  @Test
  void eachCallIsTakenDownWithWhatCameOfIt(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("calls.log");
    CallRecorder recorder = new CallRecorder(time, file);
    ProviderException refused =
        new ProviderException(
            "aws",
            ProviderFailure.builder()
                .kind(FailureKind.THROTTLED)
                .message("too many")
                .requestId("r-1")
                .build(),
            null);

    recorder.run("CreateVpc", "net", () -> time.pause(Duration.ofMillis(300)));
    assertThatThrownBy(() -> recorder.run("CreateVpc", "net", () -> fail(refused)))
        .isSameAs(refused);
    assertThatThrownBy(
            () -> recorder.run("PutSecret", "s", () -> fail(new IllegalStateException("pa55"))))
        .hasMessage("pa55");

    assertThat(recorder.calls())
        .extracting(CloudCall::toString)
        .allMatch(line -> line.startsWith(time.clock().instant().toString().substring(0, 10)))
        .anyMatch(line -> line.endsWith("CreateVpc net 300 ms ok"))
        .anyMatch(line -> line.endsWith("CreateVpc net 0 ms too many, request r-1"))
        .anyMatch(line -> line.endsWith("PutSecret s 0 ms IllegalStateException"));
    assertThat(Files.readAllLines(file)).hasSize(3).noneMatch(line -> line.contains("pa55"));
  }

  @Test
  void aFileThatCannotBeWrittenHindersNoCall(@TempDir Path directory) {
    CallRecorder recorder = new CallRecorder(time, directory.resolve("none/calls.log"));

    assertThat(recorder.<String>call("DescribeVpcs", "net", () -> "found")).isEqualTo("found");
  }

  private static void fail(RuntimeException failure) {
    throw failure;
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One service of the emulated AWS. Thread-safe. */
public interface AwsService {
  /** Returns the name that signatures are for, such as {@code ec2}. */
  String name();

  /** Returns the names of the calls that it answers; others are refused. */
  default Set<String> calls() {
    return Set.of();
  }

  /**
   * Answers a request whose signature was right.
   *
   * @param caller null if the request was not signed, as S3 takes such
   * @throws AwsRefusal to say no; {@link #refused} puts it into words
   */
  AwsResponse answer(AwsRequest request, @Nullable Caller caller);

  /** Puts a refusal into the words of the service's protocol. */
  AwsResponse refused(AwsRequest request, AwsRefusal refusal);
}

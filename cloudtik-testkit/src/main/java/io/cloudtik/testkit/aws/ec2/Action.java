/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

/** What a call does, once its way is free. */
interface Action {
  void run(Call call);
}

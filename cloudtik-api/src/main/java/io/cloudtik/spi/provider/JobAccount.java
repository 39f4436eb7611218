/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spi.provider;

/**
 * The operating-system user that programs of jobs run as where nodes run as root. It needs no entry
 * in any list of users: a number is enough. Where machines have a user for jobs with a name, jobs
 * are that one, and have this group besides, by which they pass to their directories.
 */
public final class JobAccount {
  /**
   * The number of the user and of its group. It lies outside of the ranges that systems give to
   * people, to packages and to services for a time.
   */
  public static final int ID = 59_417;

  private JobAccount() {}
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each test of a class a {@linkplain io.cloudtik.testkit.cloud.SimulatedCloud simulated
 * cloud} of its own, on which the real engine and the real controller work in a time that is only
 * reckoned. The test, and methods with {@code @BeforeEach} and {@code @AfterEach}, take what they
 * need as parameters:
 *
 * <ul>
 *   <li>{@code Workspace}: a workspace on the cloud, which is made when it is first asked for
 *   <li>{@code SimulatedCloud}: the cloud, with its machines, faults, jobs, time and call log
 *   <li>{@code Simulated}: the provider's config, for programs that make or open workspaces
 *   <li>{@code VirtualTime}: the time of the cloud
 * </ul>
 *
 * <p>After a test that did not fail the workspace is deleted, and nothing may be left on the cloud.
 * A failure says which seed makes the same run again.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(CloudTikExtension.class)
public @interface CloudTikTest {
  /** The system property that sets another seed than {@link #seed} for a run. */
  String SEED = "cloudtik.test.seed";

  /** Where the chance of the cloud begins: the same seed and the same calls make the same run. */
  long seed() default 1;

  /** The name of the workspace. */
  String workspace() default "test";

  /**
   * Whether calls take their time, and are throttled, as the cloud EC2 does it by its
   * documentation; otherwise each call is answered at once.
   */
  boolean likeEc2() default true;

  /**
   * Whether clusters may be left running when the test ends. They are terminated then; otherwise
   * the test fails.
   */
  boolean clustersMayStay() default false;
}

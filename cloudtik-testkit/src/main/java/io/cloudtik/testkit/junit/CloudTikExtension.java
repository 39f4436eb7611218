/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.junit;

import io.cloudtik.Cluster;
import io.cloudtik.ClusterDraft;
import io.cloudtik.Job;
import io.cloudtik.Workspace;
import io.cloudtik.testkit.cloud.Simulated;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import io.cloudtik.testkit.cloud.VirtualTime;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Does what {@link CloudTikTest} says; it is registered by the annotation. */
public final class CloudTikExtension
    implements ParameterResolver,
        AfterEachCallback,
        TestExecutionExceptionHandler,
        LifecycleMethodExecutionExceptionHandler {
  private static final Namespace NAMESPACE = Namespace.create(CloudTikExtension.class);
  private static final Set<Class<?>> GIVEN =
      Set.of(Workspace.class, SimulatedCloud.class, Simulated.class, VirtualTime.class);
  private static final Set<Class<?>> MADE_BY_TESTS =
      Set.of(Cluster.class, ClusterDraft.class, Job.class);

  /** Makes the extension; JUnit calls this. */
  public CloudTikExtension() {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return GIVEN.contains(type) || MADE_BY_TESTS.contains(type);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    if (MADE_BY_TESTS.contains(type)) {
      throw new ParameterResolutionException(
          "a test gets a Workspace, a SimulatedCloud, a Simulated or a VirtualTime, and no %s: take a Workspace, and start clusters and jobs with it"
              .formatted(type.getSimpleName()));
    }
    if (context.getTestMethod().isEmpty()) {
      throw new ParameterResolutionException(
          "each test has a %s of its own: take it as a parameter of the test, or of a method with @BeforeEach or @AfterEach; not of %s"
              .formatted(type.getSimpleName(), parameter.getDeclaringExecutable()));
    }
    TestCloud cloud =
        context
            .getStore(NAMESPACE)
            .computeIfAbsent(
                TestCloud.class, any -> TestCloud.open(settings(context)), TestCloud.class);
    return type == Workspace.class
        ? cloud.workspace()
        : type == SimulatedCloud.class
            ? cloud.cloud()
            : type == Simulated.class ? Simulated.of(cloud.cloud()) : cloud.cloud().time();
  }

  private static CloudTikTest settings(ExtensionContext context) {
    for (Optional<ExtensionContext> each = Optional.of(context);
        each.isPresent();
        each = each.get().getParent()) {
      CloudTikTest found =
          each.get().getTestClass().map(it -> it.getAnnotation(CloudTikTest.class)).orElse(null);
      if (found != null) {
        return found;
      }
    }
    return Defaults.class.getAnnotation(CloudTikTest.class);
  }

  /** For classes that register the extension without the annotation. */
  @CloudTikTest
  private static final class Defaults {}

  private static Optional<TestCloud> opened(ExtensionContext context) {
    return Optional.ofNullable(context.getStore(NAMESPACE).get(TestCloud.class, TestCloud.class));
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw explained(context, failure);
  }

  @Override
  public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw explained(context, failure);
  }

  @Override
  public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw explained(context, failure);
  }

  private static Throwable explained(ExtensionContext context, Throwable failure) {
    opened(context).ifPresent(cloud -> failure.addSuppressed(cloud.note()));
    return failure;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    TestCloud cloud = opened(context).orElse(null);
    if (cloud == null) {
      return;
    }
    try (cloud) {
      if (context.getExecutionException().isEmpty()) {
        cloud.requireNothingLeft();
      }
    } catch (RuntimeException | Error e) {
      e.addSuppressed(cloud.note());
      throw e;
    }
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws;

import io.cloudtik.error.FailureKind;
import io.cloudtik.error.ProviderException;
import io.cloudtik.error.ProviderFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Questions of a preflight: all are asked at the same time, and who does not answer within 2.5 s is
 * not waited for.
 */
public final class Questions {
  private static final Logger logger = LoggerFactory.getLogger(Questions.class);
  private static final Duration PATIENCE = Duration.ofMillis(2_500);

  private Questions() {}

  /** Asks, and returns what each question found, in their order; nothing for one not answered. */
  public static List<List<ProviderFailure>> answers(
      List<Callable<List<ProviderFailure>>> questions) {
    ExecutorService executor =
        Executors.newFixedThreadPool(
            questions.size(),
            task -> {
              Thread thread = new Thread(task, "cloudtik-aws-preflight");
              thread.setDaemon(true);
              return thread;
            });
    List<List<ProviderFailure>> answers = new ArrayList<>();
    try {
      for (Future<List<ProviderFailure>> each :
          executor.invokeAll(questions, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        answers.add(answer(each));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      executor.shutdownNow();
    }
    return answers;
  }

  private static List<ProviderFailure> answer(Future<List<ProviderFailure>> question)
      throws InterruptedException {
    try {
      return question.get();
    } catch (CancellationException e) {
      logger.debug("a question of the preflight was not answered in {}", PATIENCE);
      return List.of();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ProviderException refused) {
        return finding(refused);
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /**
   * Returns a refusal as a finding. A cloud that does not answer now, or is asked too often,
   * refuses nothing yet.
   */
  public static List<ProviderFailure> finding(ProviderException refused) {
    return refused
        .failure()
        .filter(it -> it.kind() != FailureKind.UNAVAILABLE && it.kind() != FailureKind.THROTTLED)
        .map(List::of)
        .orElse(List.of());
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.event;

import io.cloudtik.NodeState;
import io.cloudtik.ServiceState;
import java.io.Console;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Shows events to a person: on a terminal as progress bars that turn into one line for each step
 * with its duration, elsewhere as plain lines. Thread-safe; one listener can be given to several
 * workspaces and clusters.
 */
public final class ConsoleListener implements EventListener {
  /** The states that a node passes on its way say little to who sees a bar. */
  private static final Set<NodeState> ON_THE_WAY =
      EnumSet.of(
          NodeState.QUEUED,
          NodeState.REQUESTED,
          NodeState.ALLOCATED,
          NodeState.BOOTSTRAPPING,
          NodeState.TERMINATING);

  private static final Set<ServiceState> TROUBLE =
      EnumSet.of(ServiceState.UNHEALTHY, ServiceState.RESTARTING, ServiceState.FAILED);

  private final ConsoleView view;
  private final boolean terminal;

  private ConsoleListener(ConsoleView view, boolean terminal) {
    this.view = view;
    this.terminal = terminal;
  }

  /**
   * Returns a listener that prints to standard output, with bars if that is a terminal and the
   * variable {@code TERM} is not {@code dumb}. Where the terminal knows no UTF-8, its signs are
   * plain ASCII.
   */
  public static ConsoleListener create() {
    Clock clock = Clock.systemUTC();
    @Nullable Console console = System.console();
    if (console == null || !isTerminal(console) || isDumb()) {
      return new ConsoleListener(new PlainView(System.out, clock), false);
    }
    ConsoleSigns signs =
        console.charset().equals(StandardCharsets.UTF_8)
            ? ConsoleSigns.UNICODE
            : ConsoleSigns.ASCII;
    return new ConsoleListener(new TerminalView(System.out, signs, clock, columns(), true), true);
  }

  /**
   * Returns a listener that prints to a stream, which must encode by UTF-8 for a terminal.
   *
   * @param terminal whether lines can be drawn again, as on a terminal of 80 columns
   * @param clock what durations are measured with
   */
  public static ConsoleListener to(PrintStream out, boolean terminal, Clock clock) {
    return new ConsoleListener(
        terminal
            ? new TerminalView(out, ConsoleSigns.UNICODE, clock, 80, false)
            : new PlainView(out, clock),
        terminal);
  }

  /** From Java 22 on there is a console also when there is no terminal, and a method that tells. */
  private static boolean isTerminal(Console console) {
    try {
      Method method = Console.class.getMethod("isTerminal");
      return Boolean.TRUE.equals(method.invoke(console));
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  private static boolean isDumb() {
    return System.getenv().getOrDefault("TERM", "dumb").equals("dumb");
  }

  private static int columns() {
    String columns = System.getenv().getOrDefault("COLUMNS", "");
    return columns.matches("[1-9][0-9]{1,3}") ? Math.max(40, Integer.parseInt(columns)) : 80;
  }

  @Override
  public synchronized void on(Event event) {
    if (event instanceof StepEvent step) {
      view.step(step);
    } else if (event instanceof NodeEvent node) {
      if (!terminal || !ON_THE_WAY.contains(node.to())) {
        tell(event, node.node() + " " + node.to());
      }
    } else if (event instanceof ServiceEvent service) {
      if (TROUBLE.contains(service.state())) {
        tell(event, service.service() + " of " + service.node() + " " + service.state());
      }
    } else if (event instanceof JobEvent job) {
      tell(event, "job " + job.job() + " " + job.state());
    } else {
      tell(event, "note");
    }
  }

  private void tell(Event event, String what) {
    String text = ConsoleText.clean(event.message());
    view.line(event.subject() + ": " + what + (text.isEmpty() ? "" : ": " + text));
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.supervisor;

import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.impl.state.Heartbeat.ServiceReport;
import io.cloudtik.node.process.JobUser;
import io.cloudtik.node.process.ProcessTable;
import io.cloudtik.node.process.RunDirectory;
import io.cloudtik.spi.runtime.ServiceSpec;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the services of a node as the folder {@code services} describes them. It never stops a
 * service when it ends itself; the next one takes over what runs. {@link #tick} belongs to one
 * thread, everything else may be called by any.
 */
public final class Supervisor {
  private static final Logger logger = LoggerFactory.getLogger(Supervisor.class);

  private final NodeLayout layout;
  private final Map<String, String> environment;
  private final ProcessTable processes;
  private final Executor checks;
  private final Runnable ready;
  private final Clock clock;
  private final JobUser user;
  private final Consumer<ServiceChange> listener;
  private final ServiceDescriptions descriptions;
  private final Map<String, Service> services = new LinkedHashMap<>();
  private boolean adopted;
  private volatile Map<String, ServiceReport> reports = Map.of();
  private volatile Set<Long> sessions = Set.of();

  /**
   * Makes a supervisor that has not looked yet.
   *
   * @param environment added to that of every service
   * @param checks runs checks, each of which takes at most some seconds
   * @param ready is run by the thread of a check that found a service ready, so that somebody looks
   *     again at once
   * @param user who services run as that are part of jobs, if it has a name
   * @param listener is told of each change, by the thread of {@link #tick}
   */
  public Supervisor(
      NodeLayout layout,
      Map<String, String> environment,
      ProcessTable processes,
      Executor checks,
      Runnable ready,
      Clock clock,
      JobUser user,
      Consumer<ServiceChange> listener) {
    this.layout = layout;
    this.environment = Map.copyOf(environment);
    this.processes = processes;
    this.checks = checks;
    this.ready = ready;
    this.clock = clock;
    this.user = user;
    this.listener = listener;
    this.descriptions = new ServiceDescriptions(layout.services());
  }

  /** Looks at every service once and does what is due. */
  public void tick() {
    Instant now = clock.instant();
    Map<String, ServiceSpec> wanted = descriptions.read();
    if (!adopted) {
      adopted = true;
      adopt(now);
    }
    wanted.forEach(
        (name, spec) ->
            services.computeIfAbsent(name, n -> open(name, ServiceMemory.described(spec, now))));
    for (Iterator<Service> each = services.values().iterator(); each.hasNext(); ) {
      Service service = each.next();
      ServiceMemory before = service.memory();
      service.tick(wanted.get(before.spec().name()), now);
      tell(before, service.memory(), now);
      OutputRotation.rotate(service.output());
      if (service.memory().phase() == ServiceMemory.Phase.GONE) {
        each.remove();
      }
    }
    publish();
  }

  /** Takes over what an earlier node controller remembered, also what is not described any more. */
  private void adopt(Instant now) {
    for (String name : descriptions.names()) {
      Service.remembered(layout.service(name), now)
          .ifPresent(
              memory -> {
                logger.info("service={} state={} taken over", name, memory.state());
                services.put(name, open(name, memory));
              });
    }
  }

  private Service open(String name, ServiceMemory memory) {
    RunDirectory run = new RunDirectory(layout.service(name), layout.run("shim.sh"), processes);
    return new Service(memory, layout.service(name), run, environment, checks, ready, user);
  }

  private void tell(ServiceMemory before, ServiceMemory after, Instant now) {
    if (before.state() == after.state()) {
      return;
    }
    String name = after.spec().name();
    logger.info(
        "service={} state={}->{} restarts={} {}",
        name,
        before.state(),
        after.state(),
        after.restarts().total(),
        after.message());
    listener.accept(new ServiceChange(name, after.state(), after.message(), now));
  }

  private void publish() {
    Map<String, ServiceReport> now = new TreeMap<>();
    services.forEach(
        (name, service) -> {
          ServiceMemory memory = service.memory();
          now.put(
              name, new ServiceReport(memory.state(), memory.restarts().total(), memory.message()));
        });
    reports = now;
    sessions =
        services.values().stream()
            .flatMap(service -> service.run().session().stream())
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Returns the state of every service as of the last tick. */
  public Map<String, ServiceReport> reports() {
    return reports;
  }

  /** Returns the sessions in which services run. */
  public Set<Long> sessions() {
    return sessions;
  }
}

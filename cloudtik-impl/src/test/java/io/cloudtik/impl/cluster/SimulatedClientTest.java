/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.ClusterState;
import io.cloudtik.JobState;
import io.cloudtik.WorkspaceOptions;
import io.cloudtik.event.Event;
import io.cloudtik.impl.WorkspaceContext;
import io.cloudtik.impl.execute.Progress;
import io.cloudtik.impl.record.ClusterRecord;
import io.cloudtik.impl.record.IntentRecord;
import io.cloudtik.impl.record.JobRecord;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.impl.wait.SimulatedTime;
import io.cloudtik.impl.wait.Time;
import io.cloudtik.impl.world.World;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.JobSpec;
import io.cloudtik.spec.ProviderConfig;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.spi.provider.LaunchRequest;
import io.cloudtik.spi.provider.Offering;
import io.cloudtik.spi.provider.ProviderContext;
import io.cloudtik.spi.provider.ProviderFactory;
import io.cloudtik.testkit.cloud.ClientStopped;
import io.cloudtik.testkit.cloud.CloudClient;
import io.cloudtik.testkit.cloud.CloudLimits;
import io.cloudtik.testkit.cloud.LastCall;
import io.cloudtik.testkit.cloud.Machine;
import io.cloudtik.testkit.cloud.Simulated;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import io.cloudtik.testkit.cloud.SimulatedFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client is stopped at each of its calls, to the cloud and to the store; another goes on. */
class SimulatedClientTest {
  private static final String UID = "u1";
  private static final List<String> WORKERS = List.of("workers-1", "workers-2", "workers-3");
  private static final ClusterSpec SPEC =
      ClusterSpec.builder()
          .name("etl")
          .workerGroups(List.of(WorkerGroupSpec.builder().min(WORKERS.size()).build()))
          .build();

  private SimulatedCloud cloud = SimulatedCloud.of(1, CloudLimits.ec2());
  private int clients;

  @AfterEach
  void forget() {
    cloud.close();
  }

  /** The world of a client: only its time is reckoned, as only it waits. */
  private record InTime(Time time) implements World {
    @Override
    public ExecutorService together(String role) {
      return Executors.newCachedThreadPool();
    }

    @Override
    public ExecutorService inTurn(String role) {
      return Executors.newSingleThreadExecutor();
    }

    @Override
    public UUID freshId() {
      return UUID.randomUUID();
    }
  }

  /** The process of a client. */
  private final class Client implements AutoCloseable {
    private final CloudClient calls = cloud.client("client-" + ++clients);
    private final SimulatedTime time = new SimulatedTime(cloud.time(), clients);
    private final WorkspaceContext workspace =
        new WorkspaceContext(
            "demo",
            Simulated.of(cloud),
            new Opening(calls),
            new InTime(time),
            WorkspaceOptions.builder().build());

    /** What a start does before the head works by itself; the record is there. */
    void launchHead() {
      CloudProvider provider = workspace.provider();
      new HeadLaunch(
              "simulated",
              provider,
              workspace.records(),
              UID,
              time,
              new Silent(time.clock()),
              () -> {})
          .machine(
              new Offers(provider).heads(SPEC),
              offering -> launch(List.of(LaunchRequest.HEAD_SLOT), offering));
    }

    private void launch(List<String> slots, Offering offering) {
      workspace
          .provider()
          .launch(
              LaunchRequest.builder()
                  .cluster(SPEC.name())
                  .clusterUid(UID)
                  .slots(slots)
                  .offering(offering)
                  .build());
    }

    /** What the head did meanwhile: three workers, and a job that waits for them. */
    void launchWorkers() {
      Offering offering = new Offers(workspace.provider()).worker(SPEC.workerGroups().get(0));
      for (String slot : WORKERS) {
        workspace
            .records()
            .put(
                RecordKeys.intent(UID, slot),
                new IntentRecord(slot, "workers", offering.id(), 1, time.now()));
      }
      launch(WORKERS, offering);
      workspace
          .records()
          .put(
              RecordKeys.job(SPEC.name(), "job-1"),
              JobRecord.queued("job-1", SPEC.name(), UID, JobSpec.command("true"), time.now()));
    }

    void record() {
      workspace
          .records()
          .put(
              RecordKeys.cluster(SPEC.name()),
              new ClusterRecord(
                  StateKeys.PROTOCOL,
                  SPEC.name(),
                  UID,
                  ClusterState.STARTING,
                  SPEC,
                  time.now(),
                  "operation",
                  null));
    }

    void terminate() {
      ClusterRecord record = workspace.cluster(SPEC.name());
      var unused = new Termination(workspace, record, new Silent(time.clock())).run();
    }

    /** Says what is not as a termination promises. */
    List<String> leftInStore() {
      List<String> left = new ArrayList<>(workspace.records().store().list(RecordKeys.life(UID)));
      if (workspace.cluster(SPEC.name()).state() != ClusterState.TERMINATED) {
        left.add("the record says " + workspace.cluster(SPEC.name()).state());
      }
      workspace
          .records()
          .value(RecordKeys.job(SPEC.name(), "job-1"), JobRecord.class)
          .filter(job -> job.state() != JobState.CANCELLED)
          .ifPresent(job -> left.add("the job is " + job.state()));
      return left;
    }

    @Override
    public void close() {
      workspace.close();
    }
  }

  /** Opens the provider for one process. */
  private record Opening(CloudClient calls) implements ProviderFactory {
    private static final ProviderFactory ALL = new SimulatedFactory();

    @Override
    public String name() {
      return ALL.name();
    }

    @Override
    public int spiVersion() {
      return ALL.spiVersion();
    }

    @Override
    public Map<String, String> encode(ProviderConfig config) {
      return ALL.encode(config);
    }

    @Override
    public ProviderConfig decode(Map<String, String> options) {
      return ALL.decode(options);
    }

    @Override
    public CloudProvider open(ProviderConfig config, ProviderContext context) {
      return SimulatedFactory.open((Simulated) config, calls, context);
    }
  }

  private record Silent(Clock clock) implements Progress {
    @Override
    public String subject() {
      return SPEC.name();
    }

    @Override
    public void tell(Event event) {}

    @Override
    public void checkCancelled() {}
  }

  private enum Deed {
    START,
    /** A start that nobody goes on with: the next client ends the cluster. */
    ABANDONED,
    TERMINATE
  }

  @ParameterizedTest
  @CsvSource({
    "START,APPLIED,false",
    "START,LOST,false",
    "START,APPLIED,true",
    "START,LOST,true",
    "ABANDONED,APPLIED,false",
    "ABANDONED,LOST,false",
    "ABANDONED,APPLIED,true",
    "TERMINATE,APPLIED,false",
    "TERMINATE,LOST,false"
  })
  void aClientMayBeKilledAtEveryCall(Deed deed, LastCall last, boolean firstKindHasNoRoom) {
    int leaks = 0;
    int doubles = 0;
    int misses = 0;
    int k = 0;
    for (boolean stopped = true; stopped; ) {
      k++;
      begin(k, deed, firstKindHasNoRoom);
      stopped = killed(deed == Deed.TERMINATE ? Client::terminate : Client::launchHead, k, last);
      run(deed == Deed.START ? Client::launchHead : Client::terminate);
      if (deed == Deed.START) {
        cloud.time().pause(Duration.ofMinutes(1));
        List<Machine> machines = cloud.machines().living();
        doubles += Math.max(0, machines.size() - 1);
        misses += machines.stream().anyMatch(SimulatedClientTest::runs) ? 0 : 1;
        run(Client::terminate);
      }
      cloud.time().pause(Duration.ofMinutes(2));
      leaks += cloud.machines().living().size();
      try (Client looking = new Client()) {
        misses += looking.leftInStore().size();
      }
    }
    System.out.printf(
        "TABLE client %-9s killed at each of %3d calls, %-7s%s: leaks %d, doubles %d, misses %d%n",
        deed, k - 1, last, firstKindHasNoRoom ? ", no room at first" : "", leaks, doubles, misses);
    assertThat(k).isGreaterThan(5);
    assertThat(List.of(leaks, doubles, misses)).containsOnly(0);
  }

  private static boolean runs(Machine machine) {
    return machine.state() == Machine.State.RUNNING
        && machine.label("cloudtik-slot").equals(LaunchRequest.HEAD_SLOT);
  }

  private void begin(int seed, Deed deed, boolean firstKindHasNoRoom) {
    cloud.close();
    cloud = SimulatedCloud.of(seed, CloudLimits.ec2());
    cloud.machines().lag(Duration.ofSeconds(25));
    run(
        client -> {
          client.workspace.graph().create(new Silent(client.time.clock()), () -> {});
          client.record();
          if (deed == Deed.TERMINATE) {
            client.launchHead();
            client.launchWorkers();
          }
        });
    if (firstKindHasNoRoom) {
      String first = first().zone().orElseThrow();
      cloud.machines().room(pool -> pool.zone().equals(first), 0);
    }
  }

  private Offering first() {
    try (Client client = new Client()) {
      return new Offers(client.workspace.provider()).head(SPEC);
    }
  }

  private void run(Consumer<Client> action) {
    try (Client client = new Client()) {
      action.accept(client);
    }
  }

  private boolean killed(Consumer<Client> action, int k, LastCall last) {
    try (Client client = new Client()) {
      client.calls.stopAfter(k, last);
      action.accept(client);
      return false;
    } catch (ClientStopped e) {
      return true;
    }
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import static io.cloudtik.provider.local.MachineFixture.UID;
import static io.cloudtik.provider.local.MachineFixture.runs;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.spi.provider.ProcessAddress;
import io.cloudtik.spi.provider.SlotState;
import io.cloudtik.spi.provider.WorkspaceResource;
import io.cloudtik.store.directory.Trees;
import io.cloudtik.testkit.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class MachineTerminationTest {
  private static final String SLEEPER = "echo $$ > $1; exec sleep 600";

  @TempDir private Path home;
  private MachineFixture fixture;

  @BeforeEach
  void makeWorkspace() {
    fixture = new MachineFixture(home);
  }

  @AfterEach
  void endAll() {
    List<WorkspaceResource> resources = new ArrayList<>(fixture.provider.resources());
    Collections.reverse(resources);
    resources.forEach(WorkspaceResource::delete);
  }

  private void terminate(String slot) {
    fixture.provider.terminate(UID, Set.of(slot));
  }

  @Test
  void terminateEndsOnlyTheProcessesOfItsMachine() throws IOException {
    ProcessAddress first = fixture.machine("one");
    ProcessAddress second = fixture.machine("two");
    ProcessHandle ended = fixture.run(first, SLEEPER);
    ProcessHandle other = fixture.run(second, SLEEPER);
    assertThat(fixture.provider.inventory(UID))
        .anyMatch(line -> line.contains("process " + ended.pid() + " of one"));

    terminate("one");

    assertThat(runs(ended)).isFalse();
    assertThat(runs(other)).isTrue();
    assertThat(first.directory()).doesNotExist();
    assertThat(fixture.provider.inventory(UID)).isNotEmpty();
    terminate("two");
    assertThat(fixture.provider.inventory(UID)).isEmpty();
    assertThat(home.resolve("local/processes/nodes")).isEmptyDirectory();
  }

  @Test
  void aProcessThatLeftItsParentsIsFound() throws IOException {
    ProcessAddress machine = fixture.machine("one");
    ProcessHandle daemon =
        fixture.run(machine, "cd /; (setsid sh -c 'echo $$ > $1; exec sleep 600' sh $1 &) & exit");

    terminate("one");

    assertThat(runs(daemon)).isFalse();
  }

  @Test
  void aProcessThatIgnoresTheRequestToEndIsKilled() throws IOException {
    ProcessAddress machine = fixture.machine("one");
    ProcessHandle stubborn =
        fixture.run(machine, "trap '' TERM; echo $$ > $1; while :; do sleep 1; done");

    terminate("one");

    assertThat(runs(stubborn)).isFalse();
    assertThat(fixture.provider.inventory(UID)).isEmpty();
  }

  @Test
  void aProcessThatRestartsOthersDoesNotGetToDoSo() throws IOException {
    ProcessAddress machine = fixture.machine("one");
    Path runDirectory = Files.createDirectories(machine.directory().resolve("run"));
    ProcessHandle keeper =
        fixture.run(
            machine, "trap '' TERM; echo $$ > $1; while :; do sh -c 'exec sleep 600'; done");
    Files.writeString(runDirectory.resolve("keeper.pid"), keeper.pid() + " 0");

    terminate("one");

    assertThat(runs(keeper)).isFalse();
    assertThat(fixture.provider.inventory(UID)).isEmpty();
  }

  @Test
  void aProcessThatOnlyHasTheNumberOfTheKeeperIsNotTakenForIt() throws IOException {
    ProcessAddress machine = fixture.machine("one");
    ProcessHandle stranger = fixture.run(fixture.machine("two"), SLEEPER);
    Path runDirectory = Files.createDirectories(machine.directory().resolve("run"));
    Files.writeString(runDirectory.resolve("keeper.pid"), stranger.pid() + " 1@before-the-boot");

    assertThat(fixture.observe("one").state()).isEqualTo(SlotState.FAILED);
    terminate("one");

    assertThat(runs(stranger)).isTrue();
  }

  @Test
  void aMachineIsEndedAlsoWhenThisCannotBeNoted() throws IOException {
    ProcessAddress machine = fixture.machine("one");
    ProcessHandle process = fixture.run(machine, SLEEPER);
    Path record = machine.directory().resolveSibling("one.machine");
    // In the place of the file that a record is written to before it gets its name.
    Path obstacle = Files.createDirectories(machine.directory().resolveSibling("one~new/full"));

    terminate("one");

    assertThat(runs(process)).isFalse();
    assertThat(record).doesNotExist();
    Files.delete(obstacle);
    Files.delete(obstacle.getParent());
    assertThat(fixture.provider.inventory(UID)).isEmpty();
  }

  @Test
  void aProcessWhoseEnvironmentIsGoneIsFoundByWhereItWorks() throws IOException {
    ProcessAddress machine = fixture.machine("one");
    ProcessHandle bare =
        fixture.run(machine, "(setsid env -i sh -c 'echo $$ > $1; exec sleep 600' sh $1 &) & exit");

    terminate("one");

    assertThat(runs(bare)).isFalse();
  }

  @Test
  void aChildWithoutTheMarkerIsFoundByItsParent() throws IOException {
    ProcessAddress machine = fixture.machine("one");
    ProcessHandle child =
        fixture.run(
            machine,
            "cd /; env -u CLOUDTIK_MACHINE sh -c 'echo $$ > $1; exec sleep 600' sh $1 & wait");

    terminate("one");

    assertThat(runs(child)).isFalse();
  }

  @Test
  void aMachineThatWasStartedFromAnotherSurvivesIt() throws IOException {
    ProcessAddress outer = fixture.machine("one");
    String marker = fixture.machine("two").environment().get(MachineProcesses.MARKER);
    ProcessHandle inner =
        fixture.run(
            outer,
            "cd /; CLOUDTIK_MACHINE="
                + marker
                + " sh -c 'echo $$ > $1; exec sleep 600' sh $1 & wait");

    terminate("one");

    assertThat(runs(inner)).isTrue();
    terminate("two");
    assertThat(runs(inner)).isFalse();
  }

  @Test
  void someoneWhoLooksAroundInTheDirectoryIsLeftAlone() throws IOException {
    ProcessAddress machine = fixture.machine("one");
    Process visitor =
        new ProcessBuilder("sleep", "600").directory(machine.directory().toFile()).start();
    try {
      terminate("one");

      assertThat(visitor.isAlive()).isTrue();
      assertThat(fixture.provider.inventory(UID)).isEmpty();
    } finally {
      visitor.destroyForcibly();
    }
  }

  @Test
  void aMachineFailsWhenAllOfItsProcessesAreGone() throws IOException {
    ProcessAddress machine = fixture.machine("one");
    Path runDirectory = Files.createDirectories(machine.directory().resolve("run"));
    ProcessHandle keeper = fixture.run(machine, SLEEPER);
    ProcessHandle service = fixture.run(machine, SLEEPER);
    Files.writeString(runDirectory.resolve("keeper.pid"), keeper.pid() + " 0");
    assertThat(fixture.observe("one").state()).isEqualTo(SlotState.RUNNING);

    keeper.destroyForcibly();
    Eventually.becomes("the keeper ends", () -> runs(keeper), running -> !running);
    assertThat(fixture.observe("one").state()).isEqualTo(SlotState.RUNNING);

    service.destroyForcibly();
    Eventually.becomes("the service ends", () -> runs(service), running -> !running);
    assertThat(fixture.observe("one").state()).isEqualTo(SlotState.FAILED);
    assertThat(fixture.observe("one").reason()).isEqualTo("processes are gone");
  }

  @Test
  void aMachineFailsWhenItsDirectoryIsGone() throws IOException {
    Trees.delete(fixture.machine("one").directory());

    assertThat(fixture.observe("one").state()).isEqualTo(SlotState.FAILED);
    assertThat(fixture.observe("one").reason()).contains("directory");
  }

  @Test
  void anInterruptedCallerStillEndsEverything() throws IOException {
    ProcessHandle process = fixture.run(fixture.machine("one"), SLEEPER);

    Thread.currentThread().interrupt();
    terminate("one");

    assertThat(Thread.interrupted()).isTrue();
    assertThat(runs(process)).isFalse();
  }

  @Test
  void deletingTheDirectoryOfNodesEndsTheirProcesses() throws IOException {
    ProcessHandle process = fixture.run(fixture.machine("one"), SLEEPER);

    endAll();

    assertThat(runs(process)).isFalse();
    assertThat(home.resolve("local/processes")).doesNotExist();
  }

  @Test
  void logsAreKeptAndSymbolicLinksAreNot() throws IOException {
    ProcessAddress machine = fixture.machine("one");
    Path disk = machine.directory();
    Path secret = Files.writeString(home.resolve("secret"), "x");
    write(disk.resolve("logs/node.log"), "node");
    write(disk.resolve("services/master/output.log"), "service");
    write(disk.resolve("services/master/service.json"), "{}");
    write(disk.resolve("jobs/1/output"), "job");
    write(disk.resolve("jobs/1/work/output"), "big");
    write(disk.resolve("secrets/cluster"), "hush");
    write(disk.resolve("logs/long.log"), "-".repeat((int) LogArchive.MAX_FILE) + "end");
    Files.createSymbolicLink(disk.resolve("logs/link"), secret);

    terminate("one");

    Path logs = Path.of(fixture.provider.logLocation(UID)).resolve("one");
    assertThat(logs.resolve("logs/node.log")).hasContent("node");
    assertThat(logs.resolve("services/master/output.log")).hasContent("service");
    assertThat(logs.resolve("jobs/1/output")).hasContent("job");
    assertThat(logs.resolve("logs/long.log")).hasSize(LogArchive.MAX_FILE);
    assertThat(Files.readString(logs.resolve("logs/long.log"))).endsWith("-end");
    assertThat(logs.resolve("logs/link")).doesNotExist();
    assertThat(logs.resolve("secrets")).doesNotExist();
    assertThat(logs.resolve("jobs/1/work")).doesNotExist();
    assertThat(logs.resolve("services/master/service.json")).doesNotExist();
    assertThat(secret).exists();
  }

  @Test
  void logsThatCannotBeKeptDoNotKeepTheMachine() throws IOException {
    ProcessAddress machine = fixture.machine("one");
    write(machine.directory().resolve("logs/node.log"), "node");
    Files.writeString(Path.of(fixture.provider.logLocation(UID)), "in the way");

    terminate("one");

    assertThat(fixture.provider.inventory(UID)).isEmpty();
  }

  @Test
  void directoriesThatNobodyMayReadAreDeleted() throws IOException {
    ProcessAddress machine = fixture.machine("one");
    Path closed = machine.directory().resolve("jobs/1/work/closed");
    write(closed.resolve("below/file"), "x");
    Files.setPosixFilePermissions(closed, Set.of());

    terminate("one");

    assertThat(fixture.provider.inventory(UID)).isEmpty();
  }

  @Test
  void aLaunchThatWasStoppedHalfWayIsSeenAndMended() throws IOException {
    fixture.machine("one");
    Path half = Files.createDirectories(home.resolve("local/processes/nodes/" + UID + "/two"));
    write(half.resolve("old"), "x");
    assertThat(fixture.provider.inventory(UID)).anyMatch(line -> line.contains("/two"));

    ProcessAddress two = fixture.machine("two");

    assertThat(two.directory()).isEmptyDirectory();
  }

  @Test
  void aTerminateThatWasStoppedHalfWayIsFinishedByTheNext() throws IOException {
    ProcessAddress machine = fixture.machine("one");
    Path record = machine.directory().resolveSibling("one.machine");
    Files.writeString(record, Files.readString(record) + "ended=2026-01-01T00:00:00Z\n");
    ProcessHandle process = fixture.run(machine, SLEEPER);
    assertThat(fixture.observe("one").state()).isEqualTo(SlotState.TERMINATING);

    terminate("one");

    assertThat(runs(process)).isFalse();
    assertThat(fixture.provider.inventory(UID)).isEmpty();
  }

  @Test
  void aMachineCanEndItself() throws Exception {
    ProcessAddress machine = fixture.machine("one");
    ProcessHandle bystander = fixture.run(machine, SLEEPER);
    ProcessBuilder builder =
        new ProcessBuilder(
            // The shell stands for the shim, which would take its child along.
            "sh",
            "-c",
            "trap 'kill -9 -$$' TERM; \"$@\" & wait",
            "sh",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            SelfEnding.class.getName(),
            home.toString(),
            home.resolve("done").toString());
    builder.environment().putAll(machine.environment());
    builder.inheritIO().start();

    Eventually.becomes("it is done", () -> Files.exists(home.resolve("done")), done -> done);

    assertThat(runs(bystander)).isFalse();
    assertThat(machine.directory()).doesNotExist();
    Eventually.becomes("nothing is left", () -> fixture.provider.inventory(UID), List::isEmpty);
    assertThat(fixture.provider.observe(UID)).isEmpty();
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** Stands for the cluster controller, which ends its own machine last. */
  static final class SelfEnding {
    private SelfEnding() {}

    public static void main(String[] args) throws IOException {
      MachineFixture.open(Path.of(args[0])).terminate(UID, Set.of("one"));
      Files.writeString(Path.of(args[1]), "");
    }
  }
}

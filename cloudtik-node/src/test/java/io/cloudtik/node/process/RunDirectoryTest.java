/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunDirectoryTest {
  private final ProcessTable processes = ProcessTable.ofThisMachine();
  @TempDir private Path root;
  private NodeFolder node;
  private Path directory;
  private RunDirectory run;

  @BeforeEach
  void open() {
    node = new NodeFolder(root);
    directory = root.resolve("a run");
    run = reopened();
  }

  @AfterEach
  void killWhatRuns() {
    run.killGroup();
  }

  private RunDirectory reopened() {
    return new RunDirectory(directory, node.shim(), processes).withOutput(output());
  }

  @Test
  void nothingIsThereBeforeAStart() {
    assertThat(run.observe().phase()).isEqualTo(RunObservation.Phase.ABSENT);
  }

  @Test
  void exitCodeAndOutputAreKeptAndArgumentsStayWhole() throws IOException {
    start("sh", "-c", "echo \"$1\"; echo \"$A\" >&2; exit 7", "x", "a  'b' $(c)");
    assertThat(end().exitCode()).isEqualTo(7);
    assertThat(output()).hasContent("a  'b' $(c)\nthe value");
    assertThat(reopened().observe().exitCode()).isEqualTo(7);
  }

  @Test
  void aSignalGivesAHundredTwentyEightMore() {
    start("sleep", "60");
    untilRunning();
    run.signal("TERM");
    RunObservation ended = end();
    assertThat(ended.exitCode()).isEqualTo(128 + 15);
    assertThat(ended.ending()).isEqualTo("was ended by signal 15");
  }

  @Test
  void interruptReachesAProgramThatHandlesIt() {
    // Whoever is started in the background of a shell ignores it, and so must all of its children.
    assumeFalse(ignoresInterrupts(), "this process was started with SIGINT ignored");
    start("sh", "-c", "trap 'exit 5' INT; echo up; while :; do sleep 0.05; done");
    untilPrinted("up");
    run.signal("INT");
    assertThat(end().exitCode()).isEqualTo(5);
  }

  private static boolean ignoresInterrupts() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("SigIgn:"))
          .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void whoIgnoresTermIsKilledAndItsExitCodeIsKept() {
    start("sh", "-c", "trap '' TERM; echo up; while :; do sleep 0.05; done");
    untilPrinted("up");
    run.signal("TERM");
    run.kill();
    assertThat(end().exitCode()).isEqualTo(128 + 9);
  }

  @Test
  void childrenOfTheProgramEndWithIt() {
    start("sh", "-c", "sleep 61 & echo $!; exit 0");
    assertThat(end().exitCode()).isZero();
    long child = Long.parseLong(FileTail.read(output(), 100).strip());
    NodeFolder.until(() -> !lives(child), "the child is gone");
  }

  @Test
  void childrenThatWereAskedToEndMayDoSo() throws IOException {
    String child = "trap 'sleep 0.3; echo saved; exit' TERM; echo up; while :; do sleep 0.05; done";
    start("sh", "-c", "sh -c '" + child.replace("'", "'\\''") + "' & sleep 60");
    untilPrinted("up");
    run.signal("TERM");
    assertThat(end().exitCode()).isEqualTo(128 + 15);
    assertThat(output()).content().endsWith("saved\n");
  }

  @Test
  void programThatDoesNotExistIsTold() {
    start("./no-such-program-here");
    RunObservation ended = end();
    assertThat(ended.exitCode()).isEqualTo(127);
    assertThat(ended.detail()).contains("no-such-program-here").contains("not found");
  }

  @Test
  void aSecondOpenerSeesTheSameRunAndItsLaterExit() {
    start("sh", "-c", "echo up; sleep 0.3; exit 3");
    untilPrinted("up");
    RunDirectory other = reopened();
    assertThat(other.observe().phase()).isEqualTo(RunObservation.Phase.RUNNING);
    NodeFolder.until(() -> other.observe().ended(), "the run ended");
    assertThat(other.observe().exitCode()).isEqualTo(3);
  }

  @Test
  void aPidThatIsReusedIsNotTakenForOurs() throws IOException {
    start("sleep", "60");
    untilRunning();
    String line = Files.readString(directory.resolve("pid"));
    run.killGroup();
    NodeFolder.until(() -> run.observe().ended(), "the run ended");

    // This very process has the pid now, as far as the file tells.
    String[] words = line.strip().split(" ", -1);
    long self = ProcessHandle.current().pid();
    Files.writeString(
        directory.resolve("pid"), self + " " + words[1] + " " + self + " " + words[3] + "\n");
    RunDirectory later = reopened();
    assertThat(later.observe().phase()).isEqualTo(RunObservation.Phase.ENDED);
    later.signal("TERM");
    later.kill();
    later.killGroup();
    assertThat(ProcessHandle.current().isAlive()).isTrue();
  }

  @Test
  void whenTheShimIsKilledTheProgramIsStillSeenAndItsOrphansDoNotStay() throws IOException {
    start("sh", "-c", "sleep 62 & echo $!; sleep 0.4");
    untilRunning();
    NodeFolder.until(() -> !FileTail.read(output(), 100).isBlank(), "the child is known");
    long child = Long.parseLong(FileTail.read(output(), 100).strip());
    long shim = run.session().orElseThrow();
    ProcessHandle.of(shim).orElseThrow().destroyForcibly();

    assertThat(run.observe().phase()).isEqualTo(RunObservation.Phase.RUNNING);
    assertThat(end().exitCode()).isNull();
    NodeFolder.until(() -> !lives(child), "the orphan is gone");
  }

  @Test
  void aSecondShimOfTheSameRunStartsNothing() throws IOException {
    start("sh", "-c", "echo first; sleep 60");
    untilPrinted("first");
    Process second =
        new ProcessBuilder(
                "setsid",
                "/bin/sh",
                node.shim().toString(),
                directory.toString(),
                output().toString(),
                "echo",
                "second")
            .start();
    NodeFolder.until(() -> !second.isAlive(), "the second shim is gone");
    assertThat(output()).hasContent("first");
    assertThat(directory.resolve("exit")).doesNotExist();
    assertThat(run.observe().phase()).isEqualTo(RunObservation.Phase.RUNNING);
  }

  @Test
  void aRunCanBeRepeated() {
    start("sh", "-c", "exit 1");
    assertThat(end().exitCode()).isEqualTo(1);
    start("sh", "-c", "exit 2");
    assertThat(end().exitCode()).isEqualTo(2);
  }

  private static boolean lives(long pid) {
    return ProcStat.of(pid).map(ProcStat::lives).orElse(false);
  }

  private Path output() {
    return directory.resolve("output.log");
  }

  private void start(String... command) {
    run.start(
        new RunRequest(List.of(command), root.resolve("work"), Map.of("A", "the value"), output()));
  }

  private void untilRunning() {
    NodeFolder.until(
        () -> run.observe().phase() == RunObservation.Phase.RUNNING, "the program runs");
  }

  private void untilPrinted(String text) {
    NodeFolder.until(() -> FileTail.read(output(), 100).contains(text), text + " is printed");
  }

  private RunObservation end() {
    NodeFolder.until(() -> run.observe().ended(), "the run ended");
    return run.observe();
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.error.WaitTimeoutException;
import io.cloudtik.impl.wait.Waiter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every access to a machine does, however the machine is reached. What is on the machine is
 * looked at through the access alone.
 */
public abstract class MachineAccessContractTest {
  /** Everything that a shell, a list of files or a careless program would take for something. */
  private static final List<String> NASTY =
      List.of(
          "",
          " ",
          "a b",
          "'",
          "''",
          "\"",
          "$HOME",
          "`id`",
          "$(id)",
          "; rm -rf /nonexistent",
          "&& false",
          "| cat",
          "> /nonexistent/x",
          "*",
          "~",
          "!",
          "#",
          "\\",
          "\\n",
          "\\'",
          "-n",
          "--",
          "%s",
          "line one\nline two",
          "\n",
          "\ttab\r",
          "ünïcödé 日本 🙂",
          "{a,b}",
          "a'b\"c$d`e\\f\ng");

  private static final Duration ENOUGH = Duration.ofSeconds(60);

  @TempDir Path here;
  private MachineAccess machine;

  /** Opens the way to a machine whose root may not exist yet. */
  protected abstract MachineAccess open();

  @BeforeEach
  void openTheMachine() {
    machine = open();
  }

  @AfterEach
  void closeTheMachine() {
    machine.close();
  }

  private CommandRequest request(String... arguments) {
    return CommandRequest.of(List.of(arguments), machine.root(), ENOUGH);
  }

  private String sh(String script, String... arguments) {
    List<String> all = new ArrayList<>(List.of("sh", "-c", script, "sh"));
    all.addAll(List.of(arguments));
    CommandResult result = machine.run(request(all.toArray(String[]::new)));
    assertThat(result.exitCode()).as(result.output()).isZero();
    return result.output();
  }

  @Test
  void argumentsArriveAsTheyAre() {
    List<String> all = new ArrayList<>(List.of("printf", "[%s]"));
    all.addAll(NASTY);

    CommandResult result = machine.run(request(all.toArray(String[]::new)));

    assertThat(result.exitCode()).isZero();
    assertThat(result.output().strip())
        .isEqualTo(normalLines("[" + String.join("][", NASTY) + "]").strip());
  }

  /** Output is told in lines. */
  private static String normalLines(String text) {
    return text.replace("\r]", "\n]").replace("\r", "");
  }

  @Test
  void theEnvironmentArrivesAsItIs() {
    for (String value : NASTY) {
      CommandResult result =
          machine.run(
              request("sh", "-c", "printf '[%s]' \"$GIVEN\" | od -An -v -tx1")
                  .withEnvironment(Map.of("GIVEN", value)));
      assertThat(result.output().replaceAll("\\s", "")).as(value).isEqualTo(hex("[" + value + "]"));
    }
  }

  @Test
  void pathsAndInputArriveAsTheyAre() throws IOException {
    Path tree = Files.createDirectories(here.resolve("from"));
    Files.writeString(tree.resolve("file"), "placed");
    for (String value : NASTY) {
      Path odd = machine.root().resolve("x" + value);
      machine.write(odd.resolve("w" + value), value, false);
      machine.place(tree, odd.resolve("p" + value));
      machine.place(tree.resolve("file"), odd.resolve("f" + value));
      machine.fetch(odd.resolve("w" + value), here.resolve("back"));
      String seen =
          machine
              .run(
                  CommandRequest.of(List.of("sh", "-c", "pwd; cat | od -An -v -tx1"), odd, ENOUGH)
                      .withInput(CommandInput.text(value)))
              .output();

      assertThat(machine.read(odd.resolve("w" + value))).as(value).contains(value);
      assertThat(here.resolve("back")).as(value).hasContent(value);
      assertThat(machine.read(odd.resolve("p" + value).resolve("file"))).contains("placed");
      assertThat(machine.read(odd.resolve("f" + value))).as(value).contains("placed");
      assertThat(seen.replaceAll("\\s", ""))
          .as(value)
          .isEqualTo((odd + hex(value)).replaceAll("\\s", ""));
    }
  }

  private static String hex(String text) {
    return java.util.HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whatNoProgramCanBeGivenIsRefusedByName() {
    assertThatThrownBy(() -> machine.run(request("echo", "a\0b")))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining("arguments[1]");
    assertThatThrownBy(() -> machine.run(request("echo").withEnvironment(Map.of("A", "a\0b"))))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining("environment.A");
  }

  @Test
  void otherUsersSeeNothingOfTheEnvironment() {
    CommandResult result =
        machine.run(
            request(
                    "sh",
                    "-c",
                    "printf %s \"$HUSH\" | grep -s -a -l -F -f - /proc/[0-9]*/cmdline; echo over")
                .withEnvironment(Map.of("HUSH", "s3cret-" + System.nanoTime())));

    assertThat(result.output().lines().filter(line -> line.startsWith("/proc"))).isEmpty();
    assertThat(result.output()).contains("over");
    assertThat(request("x").withEnvironment(Map.of("HUSH", "s3cret")).toString())
        .doesNotContain("s3cret");
  }

  @Test
  void aProgramReadsItsInputToTheEnd() {
    byte[] megabytes = new byte[3 << 20];
    new java.util.Random(7).nextBytes(megabytes);
    assertThat(
            machine
                .run(
                    request("sh", "-c", "cat | wc -c")
                        .withEnvironment(Map.of("A", "b"))
                        .withInput(out -> out.write(megabytes)))
                .output()
                .strip())
        .isEqualTo(String.valueOf(megabytes.length));
    assertThat(machine.run(request("cat").withInput(CommandInput.text("a\nb\n"))).output())
        .isEqualTo("a\nb\n");
    assertThat(machine.run(request("cat")).output()).isEmpty();
    assertThat(machine.run(request("true").withInput(out -> out.write(megabytes))).exitCode())
        .isZero();
  }

  @Test
  void linesAreToldWhileTheProgramRuns() {
    CountDownLatch seen = new CountDownLatch(1);
    List<String> lines = Collections.synchronizedList(new ArrayList<>());
    CommandResult result =
        machine.run(
            request("sh", "-c", "echo one; read x; echo two >&2; exit 7")
                .withInput(
                    out -> {
                      awaitQuietly(seen);
                      out.write('\n');
                    })
                .withOutput(
                    (source, line) -> {
                      lines.add(source + " " + line);
                      seen.countDown();
                    }));

    assertThat(lines).containsExactly("out one", "err two");
    assertThat(result.exitCode()).isEqualTo(7);
  }

  private static void awaitQuietly(CountDownLatch latch) throws IOException {
    try {
      assertThat(latch.await(60, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void aSignalIsToldAsShellsTellIt() {
    assertThat(machine.run(request("sh", "-c", "kill -TERM $$")).exitCode()).isEqualTo(128 + 15);
  }

  @Test
  void theWorkingDirectoryIsMadeWhateverItsName() {
    for (String name : List.of("a 'b' $c", "-x", "ü;&|", "two\nlines")) {
      Path directory = machine.root().resolve(name).resolve("deep");
      CommandResult result =
          machine.run(CommandRequest.of(List.of("sh", "-c", "pwd"), directory, ENOUGH));
      assertThat(result.output()).isEqualTo(directory + "\n");
    }
  }

  @Test
  void aMissingProgramIsAnErrorThatNamesIt() {
    assertThatThrownBy(() -> machine.run(request("no-such-program", "x")))
        .isInstanceOfSatisfying(
            CloudTikException.class,
            e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.EXEC_FAILED))
        .hasMessageContaining("no-such-program");
    assertThatThrownBy(() -> machine.startDetached(request("no-such-program")))
        .hasMessageContaining("no-such-program");
    assertThat(machine.run(request("sh", "-c", "exit 127")).exitCode()).isEqualTo(127);
  }

  @Test
  void aDeadlineEndsEverythingThatCameOfTheCommand() {
    String script =
        "echo begun; sleep 1000 & echo $! >> pids; (setsid sleep 1000 & echo $! >> pids);"
            + " echo $$ >> pids; wait";
    assertThatThrownBy(
            () ->
                machine.run(
                    CommandRequest.of(
                        List.of("sh", "-c", script), machine.root(), Duration.ofSeconds(2))))
        .isInstanceOf(WaitTimeoutException.class)
        .hasMessageContaining("was killed")
        .hasMessageContaining("begun");
    assertNobodyLives("pids", 3);
  }

  /** Looks at the processes whose numbers are in a file. */
  private void assertNobodyLives(String file, int count) {
    List<String> pids = machine.read(machine.root().resolve(file)).orElse("").lines().toList();
    assertThat(pids).hasSize(count);
    Waiter.waitFor("the end of " + pids, Duration.ofSeconds(20))
        .untilTrue(() -> living(pids).isEmpty(), () -> "alive: " + living(pids));
  }

  private List<String> living(List<String> pids) {
    return sh(
            "for p do s=$(sed 's/.*) //' /proc/$p/stat 2>/dev/null); case $s in ''|Z*|X*) ;; *) echo $p; esac; done",
            pids.toArray(String[]::new))
        .lines()
        .toList();
  }

  @Test
  void anInterruptEndsTheCommand() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                machine.run(
                    request("sh", "-c", "echo $$ > interrupted; echo on; sleep 1000; echo off")
                        .withOutput((source, line) -> begun.countDown()));
                failure.complete(new AssertionError("it was not interrupted"));
              } catch (CloudTikException e) {
                failure.complete(e);
              }
            });
    caller.start();
    assertThat(begun.await(60, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    caller.interrupt();

    assertThat(failure.get(60, java.util.concurrent.TimeUnit.SECONDS))
        .hasMessageContaining("was killed")
        .isInstanceOfSatisfying(
            CloudTikException.class,
            e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.INTERRUPTED));
    assertNobodyLives("interrupted", 1);
  }

  @Test
  void aDetachedProgramIsASessionOfItsOwnAndOutlivesTheAccess() {
    machine.startDetached(
        request("sh", "-c", "echo $$ > detached; echo \"$GIVEN\" > given; exec sleep 1000")
            .withEnvironment(Map.of("GIVEN", "a 'b'\nc")));
    machine.close();
    machine = open();
    String pid =
        Waiter.waitFor("the process", Duration.ofSeconds(20))
            .until(
                () ->
                    machine
                        .read(machine.root().resolve("detached"))
                        .map(String::strip)
                        .filter(t -> !t.isBlank() && !living(List.of(t)).isEmpty()),
                () -> "no file");
    try {
      // After the name: state, parent, group, session.
      String[] stat = sh("sed 's/.*) //' /proc/$1/stat", pid).split(" ");
      assertThat(stat[3]).isEqualTo(pid);
      assertThat(machine.read(machine.root().resolve("given"))).contains("a 'b'\nc\n");
    } finally {
      sh("kill -KILL $1", pid);
    }
  }

  @Test
  void whatAFinishedCommandLeftRunningStays() {
    sh("(setsid sleep 1000 </dev/null >/dev/null 2>&1 & echo $! > left)");
    machine.close();
    machine = open();
    String pid = machine.read(machine.root().resolve("left")).orElse("").strip();

    assertThat(living(List.of(pid))).containsExactly(pid);
    sh("kill -KILL $1", pid);
  }

  @Test
  void manyCommandsRunAtOnce() {
    List<CompletableFuture<String>> all =
        IntStream.range(0, 25)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> machine.run(request("sh", "-c", "sleep 0.2; echo " + i)).output(),
                        task -> new Thread(task).start()))
            .toList();

    assertThat(all.stream().map(CompletableFuture::join).map(String::strip))
        .containsExactlyElementsOf(IntStream.range(0, 25).mapToObj(String::valueOf).toList());
  }

  @Test
  void aFileIsWrittenWholeAndASecretIsForItsOwner() {
    Path secret = machine.root().resolve("secrets/a b");
    Path open = machine.root().resolve("config/öffentlich");
    machine.write(secret, "hush\n", true);
    machine.write(open, "", false);
    machine.write(open, "text ü", false);

    assertThat(machine.read(secret)).contains("hush\n");
    assertThat(machine.read(open)).contains("text ü");
    assertThat(machine.read(machine.root().resolve("none"))).isEmpty();
    assertThat(sh("stat -c %a -- \"$1\"", secret.toString()).strip()).isEqualTo("600");
    assertThat(sh("stat -c %a -- \"$1\"", open.toString()).strip()).isEqualTo("644");
    assertThat(sh("ls -A config secrets").lines().filter(name -> name.startsWith("."))).isEmpty();
    assertThatThrownBy(() -> machine.write(machine.root().resolve("config"), "x", false))
        .isInstanceOf(CloudTikException.class)
        .hasMessageContaining("config");
  }

  private Path tree() throws IOException {
    Path tree = Files.createDirectories(here.resolve("tree"));
    Files.createDirectories(tree.resolve("empty"));
    Files.createDirectories(tree.resolve("a b/ü"));
    Files.writeString(tree.resolve("a b/ü/x $y"), "in a deep place");
    Files.writeString(tree.resolve("two\nlines"), "odd");
    Files.writeString(tree.resolve("n".repeat(120)), "long");
    Files.writeString(tree.resolve("-x"), "");
    Path script = Files.writeString(tree.resolve("run.sh"), "#!/bin/sh\necho ran\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-x---"));
    Files.createSymbolicLink(tree.resolve("link"), Path.of("a b/ü"));
    Files.createSymbolicLink(tree.resolve("broken"), Path.of("not/there"));
    Path outside = Files.writeString(here.resolve("outside"), "from outside");
    Files.createSymbolicLink(tree.resolve("far"), outside);
    return tree;
  }

  @Test
  void aTreeIsPlacedAsItIs() throws IOException {
    Path target = machine.root().resolve("placed/here it is");
    machine.place(tree(), target);

    String there = target.toString();
    assertThat(sh("cat \"$1/a b/ü/x \\$y\"", there)).isEqualTo("in a deep place\n");
    assertThat(sh("\"$1/run.sh\"; stat -c %a \"$1/run.sh\"", there)).isEqualTo("ran\n750\n");
    assertThat(sh("readlink \"$1/link\" \"$1/broken\"", there)).isEqualTo("a b/ü\nnot/there\n");
    assertThat(sh("test ! -L \"$1/far\" && cat \"$1/far\"", there)).isEqualTo("from outside\n");
    assertThat(sh("cd \"$1\" && ls -A | wc -l; ls -A empty | wc -l", there).split("\\s+"))
        .containsExactly("10", "0");
  }

  @Test
  void onlyWhatChangedIsReplaced() throws IOException {
    Path tree = tree();
    Path target = machine.root().resolve("twice");
    machine.place(tree, target);
    machine.write(target.resolve("own"), "made there", false);
    String before = inodes(target);
    machine.place(tree, target);

    assertThat(inodes(target)).isEqualTo(before);
    // The same size and the same time: only the content tells.
    FileTime time = Files.getLastModifiedTime(tree.resolve("a b/ü/x $y"));
    Files.writeString(tree.resolve("a b/ü/x $y"), "IN A DEEP PLACE");
    Files.setLastModifiedTime(tree.resolve("a b/ü/x $y"), time);
    Files.setPosixFilePermissions(tree.resolve("-x"), PosixFilePermissions.fromString("rw-------"));
    Files.delete(tree.resolve("link"));
    Files.createSymbolicLink(tree.resolve("link"), Path.of("empty"));
    machine.place(tree, target);

    assertThat(sh("cat \"$1/a b/ü/x \\$y\"; readlink \"$1/link\"", target.toString()))
        .isEqualTo("IN A DEEP PLACEempty\n");
    assertThat(sh("stat -c %a \"$1/-x\"", target.toString()).strip()).isEqualTo("600");
    assertThat(machine.read(target.resolve("own"))).contains("made there");
    List<String> after = inodes(target).lines().toList();
    assertThat(before.lines().filter(line -> !after.contains(line)).count()).isEqualTo(3);
  }

  private String inodes(Path target) {
    return sh(
        "cd \"$1\" && find . ! -type d ! -name own -exec stat -c '%i %n' {} + | sort",
        target.toString());
  }

  @Test
  void oneFileIsPlacedWithItsPermissions() throws IOException {
    Path file = Files.writeString(here.resolve("one"), "first");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r-x------"));
    Path target = machine.root().resolve("files/one ü");
    machine.place(file, target);
    String inode = sh("stat -c %i \"$1\"", target.toString());
    machine.place(file, target);

    assertThat(sh("stat -c %i \"$1\"", target.toString())).isEqualTo(inode);
    assertThat(sh("stat -c %a \"$1\"", target.toString()).strip()).isEqualTo("500");
    assertThat(machine.read(target)).contains("first");
    assertThatThrownBy(() -> machine.place(here.resolve("none"), target))
        .isInstanceOfSatisfying(
            CloudTikException.class,
            e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.FILE_MISSING));
  }

  @Test
  void aLinkOutOfTheTreeToAFolderIsRefusedByName() throws IOException {
    Path tree = Files.createDirectories(here.resolve("leads"));
    Files.createSymbolicLink(tree.resolve("out"), here);

    assertThatThrownBy(() -> machine.place(tree, machine.root().resolve("leads")))
        .isInstanceOf(CloudTikException.class)
        .hasMessageContaining("leads/out");
  }

  @Test
  void smallFilesAreWrittenInOrderWithTheirRightsAndTheTimeOfNow() {
    Path directory = machine.root().resolve("small ü");
    String before = sh("date +%s").strip();
    machine.write(
        directory,
        List.of(
            new SmallFile("deep/er/se cret", "first\n$x;", true),
            new SmallFile("read me", "old!", false),
            new SmallFile("last", "", false)));
    machine.write(directory, List.of(new SmallFile("read me", "new!", false)));

    assertThat(machine.read(directory.resolve("deep/er/se cret"))).contains("first\n$x;");
    assertThat(machine.read(directory.resolve("read me"))).contains("new!");
    String looks =
        sh(
            "cd \"$1\" && stat -c %a deep/er/se\\ cret 'read me' last && stat -c %Y 'read me' && ls -A | wc -l",
            directory.toString());
    assertThat(looks.lines().limit(3)).containsExactly("600", "644", "644");
    // Who waits for a change looks at the time, as sizes can be the same.
    assertThat(Long.parseLong(looks.lines().skip(3).findFirst().orElseThrow()))
        .isGreaterThanOrEqualTo(Long.parseLong(before));
    assertThat(looks.lines().skip(4)).containsExactly("3");
  }

  @Test
  void nobodySeesHalfAFile() throws Exception {
    Path tree = Files.createDirectories(here.resolve("half"));
    Path target = machine.root().resolve("half");
    Files.writeString(tree.resolve("f"), "a".repeat(1 << 20));
    machine.place(tree, target);
    CompletableFuture<String> reader =
        CompletableFuture.supplyAsync(
            () ->
                sh("while [ ! -e stop ]; do sha256sum half/f || echo gone; done | sort -u | wc -l"),
            task -> new Thread(task).start());
    for (String text : List.of("b", "a", "b", "a", "b", "a")) {
      Files.writeString(tree.resolve("f"), text.repeat(1 << 20));
      machine.place(tree, target);
    }
    machine.write(machine.root().resolve("stop"), "", false);

    assertThat(reader.get(60, java.util.concurrent.TimeUnit.SECONDS).strip()).isIn("1", "2");
  }

  @Test
  void aTreeIsFetchedAsItIs() throws IOException {
    Path tree = tree();
    Path target = machine.root().resolve("to fetch");
    machine.place(tree, target);
    sh("ln -s \"$2\" \"$1/away\"; echo away > \"$2\"", target.toString(), target + ".other");
    Path back = here.resolve("back");
    machine.fetch(target, back);

    assertThat(back.resolve("a b/ü/x $y")).hasContent("in a deep place");
    assertThat(back.resolve("two\nlines")).hasContent("odd");
    assertThat(back.resolve("n".repeat(120))).hasContent("long");
    assertThat(back.resolve("empty")).isEmptyDirectory();
    assertThat(Files.readSymbolicLink(back.resolve("link"))).isEqualTo(Path.of("a b/ü"));
    assertThat(back.resolve("away")).isRegularFile().hasContent("away\n");
    assertThat(Files.isSymbolicLink(back.resolve("away"))).isFalse();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(back.resolve("run.sh"))))
        .isEqualTo("rwxr-x---");
    Object file = Files.getAttribute(back.resolve("run.sh"), "unix:ino");
    machine.fetch(target, back);
    assertThat(Files.getAttribute(back.resolve("run.sh"), "unix:ino")).isEqualTo(file);
    machine.fetch(target.resolve("run.sh"), here.resolve("one/script"));
    assertThat(here.resolve("one/script")).hasContent("#!/bin/sh\necho ran\n");
    assertThatThrownBy(() -> machine.fetch(target.resolve("none"), back))
        .isInstanceOfSatisfying(
            CloudTikException.class,
            e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.FILE_MISSING))
        .hasMessageContaining("none");
  }

  /** Returns the address under which the machine reaches this computer. */
  protected String thisComputer() {
    return "127.0.0.1";
  }

  @Test
  protected void aPortIsForwarded() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName(thisComputer()))) {
      CompletableFuture.runAsync(() -> echo(server), task -> new Thread(task).start());
      try (MachineAccess.Forward forward = machine.forward(thisComputer(), server.getLocalPort())) {
        URI uri = forward.address();
        for (int i = 0; i < 3; i++) {
          try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            byte[] sent = ("hello " + i).getBytes(StandardCharsets.UTF_8);
            socket.getOutputStream().write(sent);
            socket.shutdownOutput();
            assertThat(socket.getInputStream().readAllBytes()).isEqualTo(sent);
          }
        }
      }
    }
  }

  private static void echo(ServerSocket server) {
    while (true) {
      try (Socket socket = server.accept();
          InputStream in = socket.getInputStream();
          OutputStream out = socket.getOutputStream()) {
        in.transferTo(out);
      } catch (IOException e) {
        return;
      }
    }
  }

  @Test
  void factsTellWhatTheMachineIs() {
    MachineFacts facts = machine.facts();

    assertThat(facts.architecture()).isEqualTo(sh("uname -m").strip());
    assertThat(facts.cpus()).isEqualTo(Integer.parseInt(sh("nproc").strip()));
    assertThat(facts.memoryBytes()).isGreaterThan(64L << 20);
    assertThat(facts.freeBytes()).isPositive();
    assertThat(facts.user()).isEqualTo(sh("id -un").strip());
    assertThat(facts.uid()).isEqualTo(Integer.parseInt(sh("id -u").strip()));
    assertThat(facts.os()).isNotBlank();
    assertThat(facts.javas())
        .allSatisfy(
            java ->
                assertThat(sh("test -x \"$1/bin/java\"; echo $?", java.home().toString()))
                    .isEqualTo("0\n"));
  }

  @Test
  void rootRunsWhatIsForRoot() {
    if (machine.facts().sudo()) {
      CommandResult result =
          machine.run(
              request("sh", "-c", "id -u; echo \"$GIVEN\"")
                  .withEnvironment(Map.of("GIVEN", "a 'b'"))
                  .byRoot());
      assertThat(result.output()).isEqualTo("0\na 'b'\n");
    }
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.benchmark;

import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.access.MachineAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** How long a tree of many small files takes to reach a machine, and to be found there again. */
final class SshUploadBenchmark implements Benchmark {
  static final Figure UPLOAD = Figure.ratio("ssh-upload", Goal.atMost(2));
  static final Figure AGAIN = Figure.ratio("ssh-upload-again", Goal.atMost(2));

  private static final int DIRECTORIES = 50;
  private static final int FILES_EACH = 100;
  private static final int BYTES = 2 << 10;

  private final Path directory;

  SshUploadBenchmark(Path directory) {
    this.directory = directory;
  }

  @Override
  public List<Figure> figures() {
    return List.of(UPLOAD, AGAIN);
  }

  @Override
  public void run(Set<Figure> wanted, Report report) throws Exception {
    Optional<String> missing = LoopbackSshd.missing("ssh", "rsync");
    if (missing.isPresent()) {
      wanted.forEach(figure -> report.skip(figure, missing.get()));
      return;
    }
    try (Scratch scratch = Scratch.in(directory);
        // The path of the client's socket must be short.
        Scratch server = Scratch.in(Path.of(System.getProperty("java.io.tmpdir")));
        LoopbackSshd sshd = LoopbackSshd.start(server.path("sshd"));
        OpenSsh ssh = OpenSsh.connect(sshd, server.root());
        MachineAccess access = sshd.open(scratch.path("root"))) {
      Path tree = makeTree(scratch.path("tree"));
      Path theirs = scratch.root().resolve("by-rsync");
      Path ours = scratch.root().resolve("by-us");
      // Neither side is measured cold.
      rsync(ssh, tree, theirs, true);
      place(access, tree, ours, true);
      if (wanted.contains(UPLOAD)) {
        tell(
            report,
            UPLOAD,
            Pairs.measure(
                () -> rsync(ssh, tree, theirs, true), () -> place(access, tree, ours, true)));
      }
      if (wanted.contains(AGAIN)) {
        tell(
            report,
            AGAIN,
            Pairs.measure(
                () -> rsync(ssh, tree, theirs, false), () -> place(access, tree, ours, false)));
      }
    }
  }

  private static void tell(Report report, Figure figure, Pairs pairs) {
    int files = DIRECTORIES * FILES_EACH;
    report.baseline(
        figure, "s", "rsync -a of " + files + " files, ControlMaster", pairs.baseline());
    report.ours(figure, "s", "place of the same", pairs.ours());
    report.figure(figure, pairs.ratios());
  }

  /** The same tree at each run; some files may be run. */
  private static Path makeTree(Path tree) throws IOException {
    Random random = new Random(7);
    for (int d = 0; d < DIRECTORIES; d++) {
      Path below = Files.createDirectories(tree.resolve("directory-" + d));
      for (int f = 0; f < FILES_EACH; f++) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        Path file = Files.write(below.resolve("file-" + f), bytes);
        Files.setAttribute(file, "unix:mode", f % 10 == 0 ? 0755 : 0644);
      }
    }
    return tree;
  }

  private static double rsync(OpenSsh ssh, Path tree, Path target, boolean anew)
      throws IOException, InterruptedException {
    if (anew && Files.exists(target)) {
      LocalFiles.deleteTree(target);
    }
    Object before = marks(target, anew);
    double seconds =
        OpenSsh.run(
            List.of(
                "rsync",
                "-a",
                "-e",
                String.join(" ", ssh.client()),
                tree + "/",
                OpenSsh.target() + ":" + target));
    check(tree, target, before, anew);
    return seconds;
  }

  private static double place(MachineAccess access, Path tree, Path target, boolean anew)
      throws IOException {
    if (anew && Files.exists(target)) {
      LocalFiles.deleteTree(target);
    }
    Object before = marks(target, anew);
    Stopwatch watch = new Stopwatch();
    access.place(tree, target);
    double seconds = watch.seconds();
    check(tree, target, before, anew);
    return seconds;
  }

  /** Returns what tells whether files were written again. */
  private static Object marks(Path target, boolean anew) throws IOException {
    Path file = target.resolve("directory-0/file-0");
    return anew ? "none" : Files.getAttribute(file, "unix:ino");
  }

  private static void check(Path tree, Path target, Object before, boolean anew)
      throws IOException {
    List<Path> files = LocalTree.files(tree);
    if (LocalTree.files(target).size() != files.size()
        || files.size() != DIRECTORIES * FILES_EACH) {
      throw new IllegalStateException("there are more or fewer files than there should be");
    }
    for (Path file : files) {
      Path there = target.resolve(tree.relativize(file).toString());
      if (Files.mismatch(file, there) >= 0
          || !Files.getAttribute(file, "unix:mode")
              .equals(Files.getAttribute(there, "unix:mode"))) {
        throw new IllegalStateException(there + " is not what " + file + " is");
      }
    }
    if (!anew && !marks(target, false).equals(before)) {
      throw new IllegalStateException("files were written again though nothing had changed");
    }
  }
}

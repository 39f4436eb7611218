/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.process;

import io.cloudtik.impl.access.Sessions;
import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.spi.provider.JobAccount;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The user that programs of jobs run as, who owns nothing but the directory of the job. Only a node
 * controller of root can start programs as somebody else; any other starts them as itself.
 */
public final class JobUser {
  private static final Set<String> ENTERED = Set.of("jobs", "bundle", "runtimes", "files");

  private static final List<String> FILLED_LATER = List.of("data", "logs", "scratch", "services");

  private final NodeLayout layout;
  private final @Nullable Path setpriv;
  private final String obstacle;
  private final JobIdentity who;

  private JobUser(
      NodeLayout layout, @Nullable Path setpriv, String obstacle, JobIdentity identity) {
    this.layout = layout;
    this.setpriv = setpriv;
    this.obstacle = obstacle;
    this.who = identity;
  }

  /**
   * Finds out whether jobs of a node can run as another user.
   *
   * @param name of the user that is taken if there is one; empty for none
   */
  public static JobUser of(NodeLayout layout, String name) {
    if (!root()) {
      return none(layout);
    }
    Path setpriv = Sessions.find("setpriv").orElse(null);
    if (setpriv == null) {
      return blocked(layout, "setpriv is not on the PATH; install util-linux");
    }
    JobUser user = new JobUser(layout, setpriv, "", JobIdentity.find(layout, name));
    try {
      user.close();
    } catch (IOException e) {
      return blocked(layout, "permissions cannot be set: " + e.getMessage());
    }
    if (!user.enters(layout.jobs())) {
      return blocked(
          layout,
          "that user cannot enter %s; choose a home that others may enter (mode 711), such as Local.at(Path.of(\"/var/lib/cloudtik\"))"
              .formatted(layout.root()));
    }
    user.who.decide(layout);
    return user;
  }

  private static JobUser blocked(NodeLayout layout, String obstacle) {
    JobIdentity.NUMBER.decide(layout);
    return new JobUser(layout, null, obstacle, JobIdentity.NUMBER);
  }

  /** Returns the user of a node that starts everything as itself. */
  public static JobUser none(NodeLayout layout) {
    return new JobUser(layout, null, "", JobIdentity.NUMBER);
  }

  static boolean root() {
    try {
      Path self = Path.of("/proc/self");
      return Files.exists(self) && Files.getAttribute(self, "unix:uid").equals(0);
    } catch (IOException e) {
      return false;
    }
  }

  /** Says whether programs of jobs are started as this user. */
  public boolean present() {
    return setpriv != null;
  }

  /** Says whether this user has a name, so that programs can run as him that need one. */
  public boolean named() {
    return present() && who.named();
  }

  /** Returns why programs of jobs run as root; empty if they do not. */
  public String obstacle() {
    return obstacle;
  }

  /** Lets the user pass to the directories of jobs, and closes everything else to all others. */
  private void close() throws IOException {
    Files.createDirectories(layout.jobs());
    // The set-up fills these later; they are closed before anything lies there.
    for (String name : FILLED_LATER) {
      Files.createDirectories(layout.root().resolve(name));
    }
    pass(layout.root());
    pass(layout.jobs());
    try (Stream<Path> children = Files.list(layout.root())) {
      for (Path child : (Iterable<Path>) children::iterator) {
        if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)
            && !ENTERED.contains(child.getFileName().toString())
            && !SharedWithJobs.passed(child)) {
          Files.setPosixFilePermissions(child, PosixFilePermissions.fromString("rwx------"));
        }
      }
    }
  }

  private static void pass(Path directory) throws IOException {
    Files.setAttribute(directory, "unix:gid", JobAccount.ID, LinkOption.NOFOLLOW_LINKS);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x---"));
  }

  private boolean enters(Path directory) {
    try {
      Process process =
          new ProcessBuilder(command(List.of("/bin/sh", "-c", "cd \"$1\"", "sh", directory + "")))
              .redirectInput(new File("/dev/null"))
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Returns the command that becomes this user, for good, and then the program. */
  public List<String> command(List<String> program) {
    if (setpriv == null) {
      return program;
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                setpriv.toString(),
                "--reuid=" + who.uid(),
                "--regid=" + who.gid(),
                // By this group he passes on the way to his directories.
                "--groups=" + JobAccount.ID,
                "--inh-caps=-all",
                "--no-new-privs",
                "--"));
    command.addAll(program);
    return command;
  }

  /** Returns the environment with what names the user replaced. */
  public Map<String, String> environment(Map<String, String> environment, Path home) {
    Map<String, String> own = new HashMap<>(environment);
    own.put("HOME", home.toString());
    String name = who.named() ? who.name() : "cloudtik";
    own.put("USER", name);
    own.put("LOGNAME", name);
    return own;
  }

  /**
   * Gives directories with all that is in them to the user, before any program of his runs there.
   * Meanwhile nobody else gets in: other jobs are the same user, and could put links into the way
   * of what is given.
   *
   * @param folder the directory that they lie in, which he may pass
   */
  public void give(Path folder, List<Path> directories) throws IOException {
    close();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    for (Path directory : directories) {
      SharedWithJobs.giveTree(directory, who);
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }
    pass(folder);
  }
}

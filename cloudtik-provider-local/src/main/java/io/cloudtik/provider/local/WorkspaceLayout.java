/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.spec.Names;
import io.cloudtik.store.directory.DirectoryPlace;
import io.cloudtik.store.directory.DirectoryStorage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Where things lie below the home; {@link Local} tells users. The one place that knows. */
record WorkspaceLayout(Path home, String kind, String workspace) {
  static final String NODES = "nodes";
  static final String LOGS = "logs";
  static final String RECORD_SUFFIX = ".machine";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,100}");

  WorkspaceLayout {
    Names.requireName("workspace.name", workspace);
  }

  WorkspaceLayout(Path home, String workspace) {
    this(home, Local.NAME, workspace);
  }

  /** Returns where all workspaces of a kind of machines lie. */
  Path local() {
    return home.resolve(kind);
  }

  Path root() {
    return local().resolve(workspace);
  }

  /** Returns where the storage lies. */
  DirectoryPlace place() {
    return new DirectoryPlace(
        Local.NAME,
        home,
        Path.of(kind, workspace),
        "choose another home with Local.at, cloudtik.home or CLOUDTIK_HOME");
  }

  Path format() {
    return root().resolve("workspace.properties");
  }

  Path store() {
    return root().resolve(DirectoryStorage.STORE);
  }

  Path control() {
    return root().resolve(DirectoryStorage.CONTROL);
  }

  Path data() {
    return root().resolve(DirectoryStorage.DATA);
  }

  Path nodes() {
    return root().resolve(NODES);
  }

  Path nodes(String uid) {
    return nodes().resolve(name("cluster uid", uid));
  }

  Path node(String uid, String slot) {
    return nodes(uid).resolve(name("slot", slot));
  }

  /** Returns where the disk of a machine waits for its deletion, out of the way of the next one. */
  Path ended(MachineRecord machine) {
    return nodes(machine.uid()).resolve(machine.slot() + "~" + name("machine", machine.id()));
  }

  /** Returns the directories that lead from the home to the disk of a machine, with both. */
  List<Path> way(Path disk) {
    List<Path> way = new ArrayList<>();
    for (Path each = disk; each != null && each.startsWith(home); each = each.getParent()) {
      way.add(each);
    }
    return way;
  }

  Path record(String uid, String slot) {
    return nodes(uid).resolve(name("slot", slot) + RECORD_SUFFIX);
  }

  Path logs() {
    return root().resolve(LOGS);
  }

  Path logs(String uid) {
    return logs().resolve(name("cluster uid", uid));
  }

  private static String name(String what, String name) {
    if (!NAME.matcher(name).matches()) {
      throw InvalidSpecException.of(
          what + ": expected letters, digits, '_' and '-', got " + Names.quoted(name));
    }
    return name;
  }
}

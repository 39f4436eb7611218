/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.access.CommandInput;
import io.cloudtik.impl.access.CommandRequest;
import io.cloudtik.impl.access.MachineScript;
import io.cloudtik.impl.access.SmallFile;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Files of a machine: two round trips for a tree, however many files it has. */
final class SshFiles {
  private static final Duration SMALL = Duration.ofMinutes(2);
  private static final Duration LARGE = Duration.ofHours(2);
  private static final int OWNER_ONLY = 0600;
  private static final int READABLE = 0644;
  private static final int MISSING = 44;
  private static final int BUFFER = 1 << 16;
  private static final int KEPT_ERRORS = 64 << 10;
  private static final String TREE = "tree";
  private static final String END = ".cloudtik-end";

  private final SshConnection connection;
  private final boolean asRoot;

  SshFiles(SshConnection connection, boolean asRoot) {
    this.connection = connection;
    this.asRoot = asRoot;
  }

  void write(Path directory, List<SmallFile> files) {
    List<String> names = files.stream().map(SmallFile::name).toList();
    List<String> arguments = new ArrayList<>(List.of(directory.toString()));
    arguments.addAll(names);
    script(
        "write %s in %s".formatted(names, directory),
        SMALL,
        out -> pack(files, out),
        in -> in.transferTo(OutputStream.nullOutputStream()),
        0,
        "write-files.sh",
        arguments.toArray(String[]::new));
  }

  private static void pack(List<SmallFile> files, OutputStream out) throws IOException {
    BufferedOutputStream buffered = new BufferedOutputStream(out, BUFFER);
    TarWriter tar = new TarWriter(buffered);
    for (SmallFile file : files) {
      byte[] text = file.text().getBytes(StandardCharsets.UTF_8);
      tar.file(file.name(), file.secret() ? OWNER_ONLY : READABLE, text);
    }
    // Without it the other side takes what it got for a part.
    tar.empty(END);
    tar.end();
  }

  Optional<String> read(Path file) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    int code =
        script(
            "read " + file,
            SMALL,
            CommandInput.none(),
            in -> in.transferTo(text),
            MISSING,
            "read.sh",
            file.toString());
    return code == MISSING ? Optional.empty() : Optional.of(text.toString(StandardCharsets.UTF_8));
  }

  void place(Path source, Path target) {
    // Both sides look and read at the same time.
    CompletableFuture<Tree> listing =
        CompletableFuture.supplyAsync(() -> LocalTree.of(source), SshThreads.pool());
    Map<String, String> hashes = new HashMap<>();
    FileHash hash = new FileHash();
    Tree there =
        manifest(
            target,
            (name, file) -> {
              if (file.maybe(joined(listing).entries().get(name))) {
                hashes.put(name, hash.of(name.isEmpty() ? source : source.resolve(name)));
              }
            });
    Tree here = joined(listing).withContents(hashes);
    Tree.Entry root = here.entries().getOrDefault("", Tree.Entry.directory(0));
    if (root.isFile()) {
      if (!root.equals(there.entries().get(""))) {
        put(target, CommandInput.file(source), size(source), root.mode());
      }
      return;
    }
    Map<String, Tree.Entry> wanted = changed(here, there);
    if (!wanted.isEmpty()) {
      script(
          "place " + source + " at " + target,
          LARGE,
          out -> pack(source, wanted, out),
          in -> in.transferTo(OutputStream.nullOutputStream()),
          0,
          "receive.sh",
          target.toString());
    }
  }

  private static Tree joined(CompletableFuture<Tree> listing) {
    try {
      return listing.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof CloudTikException known ? known : e;
    }
  }

  void fetch(Path source, Path target) {
    Tree there = manifest(source, (name, file) -> {});
    if (there.isEmpty()) {
      throw new CloudTikException(
          ErrorCode.FILE_MISSING,
          "cannot fetch %s from %s: there is no such file or directory"
              .formatted(source, SshErrors.name(connection.address())));
    }
    Fetched fetched = new Fetched(source, target, there);
    send(source, fetched.wanted(), "", fetched);
    send(source, fetched.followed(), "-h", fetched);
    fetched.finish();
  }

  private void send(Path source, List<String> names, String option, Fetched fetched) {
    if (names.isEmpty()) {
      return;
    }
    Path parent = source.toAbsolutePath().getParent();
    script(
        "fetch " + source,
        LARGE,
        CommandInput.text(String.join("\0", names) + "\0"),
        fetched::unpack,
        0,
        "send.sh",
        String.valueOf(parent),
        option);
  }

  private Tree manifest(Path path, Manifest.FileReader files) {
    Manifest manifest = new Manifest(String.valueOf(path.getFileName()), files);
    script(
        "look at " + path,
        LARGE,
        CommandInput.none(),
        manifest::read,
        0,
        "manifest.sh",
        path.toString());
    return manifest.tree();
  }

  /** Returns what must be sent, with the directories that lead to it. */
  private static Map<String, Tree.Entry> changed(Tree here, Tree there) {
    Map<String, Tree.Entry> wanted = new TreeMap<>();
    here.entries()
        .forEach(
            (name, entry) -> {
              if (!entry.equals(there.entries().get(name))) {
                wanted.put(name, entry);
                for (String above = name; !above.isEmpty(); ) {
                  above = above.contains("/") ? above.substring(0, above.lastIndexOf('/')) : "";
                  wanted.put(above, here.entries().getOrDefault(above, Tree.Entry.directory(0755)));
                }
              }
            });
    return wanted;
  }

  private static void pack(Path source, Map<String, Tree.Entry> entries, OutputStream out)
      throws IOException {
    BufferedOutputStream buffered = new BufferedOutputStream(out, BUFFER);
    TarWriter tar = new TarWriter(buffered);
    for (Map.Entry<String, Tree.Entry> each : entries.entrySet()) {
      String name = each.getKey().isEmpty() ? TREE : TREE + "/" + each.getKey();
      Tree.Entry entry = each.getValue();
      if (entry.isDirectory()) {
        tar.directory(name, entry.mode());
      } else if (entry.isLink()) {
        tar.link(name, entry.content());
      } else {
        tar.file(name, entry.mode(), source.resolve(each.getKey()));
      }
    }
    // Without it the other side takes what it got for a part.
    tar.empty(END);
    tar.end();
  }

  private void put(Path target, CommandInput content, long size, int mode) {
    script(
        "write " + target,
        LARGE,
        content,
        in -> in.transferTo(OutputStream.nullOutputStream()),
        0,
        "write.sh",
        target.toString(),
        Integer.toOctalString(mode),
        Long.toString(size));
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new CloudTikException(ErrorCode.FILE_MISSING, "cannot read " + file, e);
    }
  }

  private int script(
      String what,
      Duration deadline,
      CommandInput input,
      SshExec.Reader out,
      int allowed,
      String script,
      String... arguments) {
    List<String> all =
        new ArrayList<>(List.of("sh", "-c", MachineScript.text(SshFiles.class, script), "sh"));
    all.addAll(Arrays.asList(arguments));
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    CommandRequest request = CommandRequest.of(all, Path.of("/"), deadline).withInput(input);
    int code =
        new SshExec(
                connection,
                asRoot ? request.byRoot() : request,
                what,
                () -> errors.toString(StandardCharsets.UTF_8))
            .run(
                out,
                in -> {
                  errors.write(in.readNBytes(KEPT_ERRORS));
                  in.transferTo(OutputStream.nullOutputStream());
                });
    if (code != 0 && code != allowed) {
      throw SshErrors.file(
          connection.address(), what, code, errors.toString(StandardCharsets.UTF_8));
    }
    return code;
  }
}

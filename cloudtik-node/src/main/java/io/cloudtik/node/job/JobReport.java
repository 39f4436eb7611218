/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.job;

import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.state.ClusterState;
import io.cloudtik.impl.state.JobRun;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.node.link.Records;
import io.cloudtik.node.process.FileTail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Tells the cluster of one job: its output, how far it is, and at last how it ended. */
final class JobReport {
  static final int TAIL = 256 << 10;
  static final int RESULT = 512 << 10;

  private final NodeJob job;
  private final String node;
  private final OutputShipper shipper;
  private JobMemory.@Nullable Phase told;
  private volatile boolean anew;

  JobReport(NodeJob job, String node) {
    this.job = job;
    this.node = node;
    this.shipper =
        new OutputShipper(
            StateKeys.output(job.order().job()), job.folder().output(), job.folder().shipped());
  }

  NodeJob job() {
    return job;
  }

  /** Tells everything once more, to a state that may have forgotten it. */
  void tellAnew() {
    anew = true;
  }

  /**
   * Tells what is new.
   *
   * @return whether the end of the job was told, which is the last thing to tell
   */
  boolean send(ClusterState state) throws IOException {
    if (anew) {
      anew = false;
      told = null;
      shipper.lookAnew();
    }
    // Read before the output is: what was printed before the end is in the file then.
    JobMemory memory = job.memory();
    boolean ended = memory.phase() == JobMemory.Phase.ENDED;
    if (!ended && told != memory.phase() && tell(state, unfinished(memory))) {
      told = memory.phase();
    }
    boolean shipped = shipper.ship(state, ended);
    return ended && shipped && tell(state, finished(memory));
  }

  private boolean tell(ClusterState state, JobRun run) {
    return Records.replace(state, StateKeys.jobRun(run.job()), Json.write(run));
  }

  private JobRun unfinished(JobMemory memory) {
    String phase = memory.phase() == JobMemory.Phase.PREPARING ? JobRun.STARTING : JobRun.RUNNING;
    return new JobRun(
        job.order().job(), node, phase, null, false, false, "", memory.started(), null, null, "");
  }

  private JobRun finished(JobMemory memory) throws IOException {
    Result result = result(job.folder().result());
    return new JobRun(
        job.order().job(),
        node,
        JobRun.ENDED,
        memory.exitCode(),
        memory.cancelled(),
        memory.timedOut(),
        memory.reason().isEmpty() ? result.problem() : memory.reason(),
        memory.started(),
        memory.ended(),
        result.text(),
        FileTail.read(job.folder().output(), TAIL));
  }

  private record Result(@Nullable String text, String problem) {}

  private static Result result(Path file) throws IOException {
    try {
      // The program may have put anything there, such as a link to what only we can read.
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!attributes.isRegularFile()) {
        return new Result(null, "its result is no regular file");
      }
      long size = attributes.size();
      return size > RESULT
          ? new Result(
              null,
              "its result has %d bytes, expected at most %d; write it to a file of the workspace"
                  .formatted(size, RESULT))
          : new Result(FileTail.read(file, RESULT), "");
    } catch (NoSuchFileException e) {
      return new Result(null, "");
    }
  }
}

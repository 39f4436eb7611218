/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.spi.store.ObjectArea;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each {@link ObjectArea} must do. Extend it and say how an area is opened. */
public abstract class ObjectAreaContractTest {
  @TempDir private Path files;
  private ObjectArea area;

  /** For subclasses. */
  protected ObjectAreaContractTest() {}

  /** Opens the area of the running test, which is empty when the test begins. */
  protected abstract ObjectArea open();

  @BeforeEach
  void openArea() {
    area = open();
  }

  @Test
  void whatWasPutCanBeFetched() throws IOException {
    area.put("bundles/node.jar", file("content\u0000"));

    Path target = files.resolve("new/directory/node.jar");
    open().fetch("bundles/node.jar", target);

    assertThat(target).hasContent("content\u0000");
    assertThat(area.has("bundles/node.jar")).isTrue();
    assertThat(area.has("bundles")).isFalse();
  }

  @Test
  void aSecondPutReplacesTheFirstAndAFetchReplacesAFile() throws IOException {
    area.put("a", file("long content"));
    area.put("a", file("short"));
    Path target = file("something else");

    area.fetch("a", target);

    assertThat(target).hasContent("short");
    assertThat(area.list("")).containsExactly("a");
  }

  @Test
  void fetchingWhatIsNotThereNamesItAndLeavesTheFile() throws IOException {
    Path target = file("mine");

    assertThatThrownBy(() -> area.fetch("jobs/1/out", target))
        .asInstanceOf(type(CloudTikException.class))
        .satisfies(e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.FILE_MISSING))
        .satisfies(e -> assertThat(e).hasMessageContaining("jobs/1/out"));
    assertThat(target).hasContent("mine");
  }

  @Test
  void puttingAFileThatIsMissingNamesIt() {
    assertThatThrownBy(() -> area.put("a", files.resolve("nothing")))
        .asInstanceOf(type(CloudTikException.class))
        .satisfies(e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.FILE_MISSING))
        .satisfies(e -> assertThat(e).hasMessageContaining("nothing"));
    assertThat(area.has("a")).isFalse();
  }

  @Test
  void listingAndDeletingGoByPrefix() throws IOException {
    for (String path : List.of("jobs/2", "jobs/1/a", "jobs/10/b", "other")) {
      area.put(path, file(path));
    }
    assertThat(area.list("jobs/1")).containsExactly("jobs/1/a", "jobs/10/b");

    area.deleteAll("jobs/1/");
    assertThat(area.list("")).containsExactly("jobs/10/b", "jobs/2", "other");

    area.deleteAll("jobs/1");
    area.deleteAll("nothing/");
    assertThat(area.list("")).containsExactly("jobs/2", "other");

    area.deleteAll("");
    assertThat(area.list("")).isEmpty();
    area.put("again", file("x"));
    assertThat(area.has("again")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a", "a/", "a//b", "..", "a/../../b", "a~b", "a\nb", "a\\b"})
  void pathsThatBreakTheRulesAreRefused(String path) throws IOException {
    Path file = file("x");
    assertThatThrownBy(() -> area.put(path, file)).isInstanceOf(InvalidSpecException.class);
    assertThatThrownBy(() -> area.fetch(path, file)).isInstanceOf(InvalidSpecException.class);
    if (!path.endsWith("/")) {
      assertThatThrownBy(() -> area.uri(path)).isInstanceOf(InvalidSpecException.class);
    }
  }

  @Test
  void theEmptyPathIsTheAreaAndNoObject() throws IOException {
    Path file = file("x");
    assertThat(area.uri("").toString()).endsWith("/");
    assertThat(area.uri("a/b").toString()).startsWith(area.uri("").toString());
    assertThat(area.uri("a/b/")).hasToString(area.uri("a/b") + "/");
    assertThatThrownBy(() -> area.put("", file)).isInstanceOf(InvalidSpecException.class);
  }

  @Test
  void usersMayNameObjectsAsTheyLike() throws IOException {
    // Java cannot name each file in each locale.
    boolean everyName = "UTF-8".equals(System.getProperty("sun.jnu.encoding"));
    String path = everyName ? "jobs/1/my file 'ü'.csv" : "jobs/1/my file 'u'.csv";
    area.put(path, file("x"));

    assertThat(area.list("jobs/1/my f")).containsExactly(path);
    area.deleteAll("jobs/1/");
    assertThat(area.list("")).isEmpty();
  }

  @Test
  void aReaderNeverSeesHalfAnObject() throws Exception {
    Path ones = file("1".repeat(1 << 20));
    Path twos = Files.writeString(files.resolve("twos"), "2".repeat(1 << 20));
    area.put("a", ones);
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try {
      Future<?> writer =
          threads.submit(
              () -> {
                for (int i = 0; i < 20; i++) {
                  area.put("a", i % 2 == 0 ? twos : ones);
                }
              });
      Path read = files.resolve("read");
      do {
        area.fetch("a", read);
        String text = Files.readString(read);
        assertThat(text.length()).isEqualTo(1 << 20);
        assertThat(text.charAt(0)).isEqualTo(text.charAt(text.length() - 1));
      } while (!writer.isDone());
      writer.get();
    } finally {
      threads.shutdownNow();
    }
    assertThat(area.list("")).containsExactly("a");
  }

  @Test
  void addressesFollowThePathWhateverIsThere() throws IOException {
    String area = open().uri("").toString();
    assertThat(open().uri("spark/events")).hasToString(area + "spark/events");

    open().put("spark/events/app-1", file("x"));

    assertThat(open().uri("spark/events")).hasToString(area + "spark/events");
  }

  private Path file(String content) throws IOException {
    return Files.writeString(files.resolve("file"), content);
  }
}

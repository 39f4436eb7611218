/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What readers copy from the documents is what the library understands. */
class DocumentsTest {
  private static final Pattern JAVA = Pattern.compile("(?ms)^```java\\n(.*?)^```");

  /** Java that is quoted from a source of ours, where it is compiled and tested. */
  private static final Pattern QUOTE =
      Pattern.compile("(?ms)^<!-- region (\\w+) of (\\S+) -->\\n```java\\n(.*?)^```");

  private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)(#[^)]*)?\\)");

  private static final Pattern TEST = Pattern.compile("(?ms)^  @Test\\n.*?^  }\\n");

  /** What a reader of an example has at hand. */
  private static final String PROGRAM =
      """
      import static io.cloudtik.spec.DataSize.*;
      import static java.time.Duration.*;
      import static org.assertj.core.api.Assertions.*;

      import io.cloudtik.*;
      import io.cloudtik.error.*;
      import io.cloudtik.event.*;
      import io.cloudtik.provider.aws.*;
      import io.cloudtik.provider.local.*;
      import io.cloudtik.provider.onpremise.*;
      import io.cloudtik.runtime.spark.*;
      import io.cloudtik.samples.*;
      import io.cloudtik.spec.*;
      import io.cloudtik.testkit.cloud.*;
      import io.cloudtik.testkit.junit.*;
      import java.net.URI;
      import java.nio.file.*;
      import java.time.*;
      import java.util.*;
      import org.junit.jupiter.api.*;

      class Example {
        Path jar;
        String runId;
        Workspace workspace;
        Cluster cluster;
        Job job;
        SimulatedCloud cloud;

        void run() throws Exception {
      %s  }
      }
      """;

  static Stream<Path> documents() {
    return Stream.concat(
        Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md").map(House.root()::resolve),
        House.files(House.root().resolve("docs"), ".md").stream());
  }

  @Test
  void thereAreExamples() {
    assertThat(documents().flatMap(document -> JAVA.matcher(House.read(document)).results()))
        .hasSizeGreaterThan(1);
  }

  @ParameterizedTest
  @MethodSource("documents")
  void examplesCompile(Path document, @TempDir Path classes) {
    String examples = QUOTE.matcher(House.read(document)).replaceAll("");
    assertThat(JAVA.matcher(examples).results().map(e -> complaints(e, classes)))
        .allSatisfy(complaints -> assertThat(complaints).isEmpty());
  }

  @Test
  void quotedRegionsAreThoseOfTheSources() {
    List<MatchResult> quotes =
        documents().flatMap(document -> QUOTE.matcher(House.read(document)).results()).toList();
    assertThat(quotes)
        .isNotEmpty()
        .allSatisfy(
            quote -> assertThat(quote.group(3)).isEqualTo(region(quote.group(2), quote.group(1))));
  }

  /** What stands between {@code // region name} and {@code // endregion}, as far left as it can. */
  private static String region(String source, String name) {
    String text = House.read(House.root().resolve(source));
    Pattern region = Pattern.compile("(?ms)^ *// region " + name + "\\n(.*?)\\n *// endregion");
    Matcher found = region.matcher(text);
    assertThat(found.find()).as("region %s of %s", name, source).isTrue();
    return found.group(1).stripTrailing().stripIndent() + "\n";
  }

  private static List<String> complaints(MatchResult example, Path classes) {
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options = List.of("-proc:none", "-implicit:none", "-d", classes.toString());
    compiler.getTask(null, null, found, options, null, List.of(source(example.group(1)))).call();
    return found.getDiagnostics().stream()
        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .map(diagnostic -> diagnostic.getMessage(null) + " in:\n" + example.group(1))
        .toList();
  }

  private static JavaFileObject source(String example) {
    return new SimpleJavaFileObject(
        URI.create("string:///Example.java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return PROGRAM.formatted(example);
      }
    };
  }

  /** A test that readers copy is one that was run. */
  @Test
  void testsOfTheTestingPageAreThoseOfTheSamples() {
    String samples =
        House.read(
            House.root()
                .resolve("samples/src/test/java/io/cloudtik/samples/NightlyReportTest.java"));
    String page = House.read(House.root().resolve("docs/testing.md"));
    List<String> methods =
        TEST.matcher(page).results().map(MatchResult::group).map(String::strip).toList();

    assertThat(methods).hasSizeGreaterThan(1).allSatisfy(it -> assertThat(samples).contains(it));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void linksLeadSomewhere(Path document) {
    assertThat(LINK.matcher(House.read(document)).results().map(link -> link.group(1)))
        .allSatisfy(link -> assertThat(document.resolveSibling(link)).exists());
  }
}

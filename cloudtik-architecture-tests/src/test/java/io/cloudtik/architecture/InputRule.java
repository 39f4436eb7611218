/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.architecture;

import io.cloudtik.spec.DataSize;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one attribute of a builder takes: samples that must be refused and samples that must not.
 * Each sample is the list of arguments of the setter.
 */
record InputRule(List<List<Object>> bad, List<List<Object>> good) {
  private static final String LONG = "x".repeat(200_000);
  private static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);

  private static InputRule of(Stream<?> bad, Stream<?> good) {
    return new InputRule(bad.map(InputRule::one).toList(), good.map(InputRule::one).toList());
  }

  private static List<Object> one(Object value) {
    return List.of(value);
  }

  private static List<Object> entry(Object key, Object value) {
    return List.of(key, value);
  }

  /** Anything but null, because its type allows nothing wrong. */
  static InputRule anything() {
    return new InputRule(List.of(), List.of());
  }

  static InputRule name() {
    return of(
        Stream.of(
            "",
            " ",
            "A",
            "1a",
            "-a",
            "a-",
            "a b",
            "a'b",
            "a\"b",
            "a\nb",
            "a\u0000b",
            "a/../b",
            "ünï",
            "a\u202eb",
            "a_b",
            "a".repeat(33),
            LONG),
        Stream.of("a", "a-1", "z".repeat(32)));
  }

  /** Text in one line. */
  static InputRule line(int max) {
    return of(
        Stream.of(
            "",
            " ",
            "\n",
            "a\nb",
            "a\u0000b",
            "a\u001b[31mb",
            "a\u2028b",
            "a\u202eb",
            "a\ud800b",
            "x".repeat(max + 1),
            LONG),
        Stream.of("it's \"ünï\" 漢", "x".repeat(max)));
  }

  /** Text of a narrow pattern. */
  static InputRule text(List<String> bad, String... good) {
    return of(
        Stream.concat(Stream.of("", " ", "a\nb", "ü'\"", "a\u0000", LONG), bad.stream()),
        Stream.of(good));
  }

  /** A list of texts, of which one is wrong. */
  static InputRule each(List<String> bad, String good) {
    return new InputRule(
        bad.stream().map(text -> one(List.of(good, text))).toList(),
        List.of(one(List.of()), one(List.of(good, good))));
  }

  static InputRule number(int least, int greatest) {
    return of(
        Stream.of(Integer.MIN_VALUE, least - 1, greatest + 1, Integer.MAX_VALUE)
            .filter(n -> n < least || n > greatest),
        Stream.of(least, greatest));
  }

  static InputRule size(String least, String greatest) {
    DataSize low = DataSize.parse(least);
    DataSize high = DataSize.parse(greatest);
    return of(
        Stream.of(
            DataSize.bytes(0),
            DataSize.bytes(low.toBytes() - 1),
            DataSize.bytes(high.toBytes() + 1),
            DataSize.bytes(Long.MAX_VALUE)),
        Stream.of(low, high));
  }

  static InputRule duration(Duration least) {
    return of(
        Stream.of(
            Duration.ofSeconds(Long.MIN_VALUE),
            Duration.ofSeconds(-1),
            least.minusNanos(1),
            Duration.ofDays(36_500).plusNanos(1),
            FOR_EVER),
        Stream.of(least, Duration.ofDays(36_500)));
  }

  static InputRule absolutePath() {
    return of(Stream.of(Path.of(""), Path.of("a/b")), Stream.of(Path.of("/a b/ü'\"")));
  }

  static InputRule insidePath() {
    return of(badPaths().stream(), Stream.of("a", "a b/ü'\".txt", "x".repeat(200)));
  }

  private static List<String> badPaths() {
    return List.of(
        "",
        " ",
        ".",
        "..",
        "/etc/passwd",
        "../x",
        "a/../../b",
        "a\nb",
        "a\u0000",
        "x".repeat(201),
        "a//b",
        "a/",
        "a~",
        "a\\b",
        "a/./b",
        "x/".repeat(500) + "x");
  }

  /** A file under a relative name. */
  static InputRule files() {
    Path file = Path.of("/a");
    return new InputRule(
        badPaths().stream().map(name -> entry(name, file)).toList(),
        List.of(entry("a b/ü'\".txt", file)));
  }

  static InputRule environment() {
    return new InputRule(
        Stream.concat(
                Stream.of("", " ", "A B", "1A", "A=B", "A\nB", "Ü", "A\u0000", "A'")
                    .map(name -> entry(name, "x")),
                Stream.of("a\u0000b", LONG).map(value -> entry("A", value)))
            .toList(),
        List.of(entry("A", ""), entry("_a1", "it's\n\"ünï\" $HOME `x`")));
  }

  static InputRule labels() {
    return new InputRule(
        List.of(
            entry("", "x"),
            entry("a\nb", "x"),
            entry("x".repeat(129), "x"),
            entry("a", "a\nb"),
            entry("a", "x".repeat(257)),
            entry("a\u202eb", LONG)),
        List.of(entry("team", ""), entry("it's", "\"ünï\"")));
  }

  /** A key in one line with text that may be anything. */
  static InputRule entries(List<String> bad, String... good) {
    return new InputRule(
        bad.stream().map(key -> entry(key, "x")).toList(),
        Arrays.stream(good).map(key -> entry(key, "it's\n\"ünï\"")).toList());
  }

  static InputRule ports() {
    return new InputRule(
        Stream.of(0, -1, 65_536, Integer.MAX_VALUE).map(port -> entry("web", port)).toList(),
        List.of(entry("web", 1), entry("web", 65_535)));
  }

  /** A program and its arguments. */
  static InputRule command() {
    return new InputRule(
        List.of(
            one(List.of()),
            one(List.of("")),
            one(List.of(" ")),
            one(List.of("a", "b\u0000c")),
            one(List.of("a", LONG))),
        List.of(one(List.of("it's", "", "a\nb", "\"ünï\" $x"))));
  }

  /** Arguments that are added to those that are there. */
  static InputRule argumentsAfterProgram() {
    return new InputRule(
        List.of(one(List.of("b\u0000c")), one(List.of(LONG))),
        List.of(one(List.of("it's", "", "a\nb", "\"ünï\" $x"))));
  }

  /** Arguments, which may be none. */
  static InputRule arguments() {
    return new InputRule(
        List.of(one(List.of("b\u0000c")), one(List.of(LONG))),
        List.of(one(List.of()), one(List.of("", "a\nb", "\"ünï\" $x"))));
  }

  static InputRule argument() {
    return of(Stream.of("b\u0000c", LONG), Stream.of("", "a\nb", "\"ünï\" $x"));
  }

  static InputRule money(BigDecimal bad, BigDecimal good) {
    return of(Stream.of(bad, bad.subtract(BigDecimal.ONE)), Stream.of(good));
  }

  static InputRule addresses(URI bad, URI good) {
    return of(Stream.of(bad), Stream.of(good));
  }
}

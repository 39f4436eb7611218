/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.machine;

import io.cloudtik.spi.store.StoredDocument;
import io.cloudtik.spi.store.WorkspaceStore;
import io.cloudtik.spi.store.WriteCondition;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a client looked up with its own rights and hands on to heads, which may not: images and
 * prices, as lines of a document of the workspace. Thread-safe.
 */
final class HandedOn {
  /** The document. */
  static final String KEY = "aws/machines";

  private static final String IMAGE = "image";
  private static final String PRICE = "price";
  private static final String TAB = "\t";

  private final WorkspaceStore documents;

  HandedOn(WorkspaceStore documents) {
    this.documents = documents;
  }

  Optional<BigDecimal> price(String what) {
    return line(PRICE, what).map(words -> new BigDecimal(words.get(2)));
  }

  Optional<Image> image(ImageSystem system, Architecture architecture) {
    return line(IMAGE, system.code() + "/" + architecture.code())
        .map(words -> new Image(words.get(2), architecture, words.get(3)));
  }

  private Optional<List<String>> line(String kind, String name) {
    return read().stream()
        .map(line -> List.of(line.split(TAB, -1)))
        .filter(words -> words.get(0).equals(kind) && words.get(1).equals(name))
        .findFirst();
  }

  private List<String> read() {
    return documents.read(KEY).map(StoredDocument::text).stream().flatMap(String::lines).toList();
  }

  /** Replaces what is known by the same names; the rest stays. Who writes last is right. */
  void write(ImageSystem system, List<Image> images, Map<String, BigDecimal> prices) {
    Map<String, String> lines = new TreeMap<>();
    read().forEach(line -> lines.put(name(line), line));
    images.forEach(
        image ->
            add(
                lines,
                String.join(
                    TAB,
                    IMAGE,
                    system.code() + "/" + image.architecture().code(),
                    image.id(),
                    image.rootDevice())));
    prices.forEach(
        (what, price) -> add(lines, String.join(TAB, PRICE, what, price.toPlainString())));
    String text = String.join("\n", lines.values());
    if (!text.equals(String.join("\n", read()))) {
      documents.write(KEY, text, WriteCondition.always(), null);
    }
  }

  private static void add(Map<String, String> lines, String line) {
    lines.put(name(line), line);
  }

  private static String name(String line) {
    String[] words = line.split(TAB, -1);
    return words[0] + TAB + words[1];
  }
}

/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.wire;

import java.util.ArrayDeque;
import java.util.Deque;

/** Writes a document of XML, element by element. Not thread-safe. */
public final class XmlWriter {
  private final StringBuilder text =
      new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  private final Deque<String> open = new ArrayDeque<>();

  /** Begins an element. */
  public XmlWriter open(String name) {
    text.append('<').append(name).append('>');
    open.push(name);
    return this;
  }

  /** Begins an element that says which namespace it and what is in it are of. */
  public XmlWriter open(String name, String namespace) {
    text.append('<').append(name).append(" xmlns=\"").append(namespace).append("\">");
    open.push(name);
    return this;
  }

  /** Ends the element that began last. */
  public XmlWriter close() {
    text.append("</").append(open.pop()).append('>');
    return this;
  }

  /** Adds an element with a text. */
  public XmlWriter add(String name, Object value) {
    text.append('<').append(name).append('>').append(escaped(value.toString()));
    text.append("</").append(name).append('>');
    return this;
  }

  /** Adds what is a piece of XML already. */
  public XmlWriter raw(String xml) {
    text.append(xml);
    return this;
  }

  /** Ends all that is open, and returns the document. */
  public String end() {
    while (!open.isEmpty()) {
      close();
    }
    return text.toString();
  }

  private static String escaped(String value) {
    StringBuilder escaped = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\r' -> escaped.append("&#13;");
        default -> {
          if (c < ' ' && c != '\n' && c != '\t') {
            escaped.append("&#").append((int) c).append(';');
          } else {
            escaped.append(c);
          }
        }
      }
    }
    return escaped.toString();
  }
}

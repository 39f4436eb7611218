/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.wire;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * An element of XML that was read.
 *
 * @param name without its namespace
 * @param text of it and of all that is in it
 * @param children the elements in it
 */
public record XmlNode(String name, String text, List<XmlNode> children) {
  /**
   * Reads a document.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static XmlNode read(InputStream in) {
    try (in) {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler());
      return of(builder.parse(in).getDocumentElement());
    } catch (SAXException | IOException | ParserConfigurationException e) {
      throw new IllegalArgumentException("no document of XML", e);
    }
  }

  private static XmlNode of(Element element) {
    List<XmlNode> children = new ArrayList<>();
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element inner) {
        children.add(of(inner));
      }
    }
    String name = element.getLocalName();
    return new XmlNode(
        name == null ? element.getTagName() : name,
        element.getTextContent(),
        List.copyOf(children));
  }

  /** Returns the elements of a name that are in it. */
  public List<XmlNode> all(String child) {
    return children.stream().filter(each -> each.name.equals(child)).toList();
  }

  /** Returns the text of the first element of a name; empty if there is none. */
  public String value(String child) {
    return all(child).stream().map(XmlNode::text).findFirst().orElse("");
  }
}

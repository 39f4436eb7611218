/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.architecture;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The public face of cloudtik-api as sorted lines, one for each type and each member. */
final class PublicSignatures {
  private static final Pattern PACKAGES =
      Pattern.compile("io\\.cloudtik(\\.(spec|event|error|spi)(\\..+)?)?");

  private PublicSignatures() {}

  static List<String> lines() {
    Path classes = House.classes("cloudtik-api");
    List<String> lines = new ArrayList<>();
    for (Path file : House.files(classes, ".class")) {
      String name =
          classes
              .relativize(file)
              .toString()
              .replace(File.separatorChar, '.')
              .replace(".class", "");
      if (!name.endsWith("package-info") && !name.equals("module-info")) {
        addType(load(name), lines);
      }
    }
    return lines;
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, PublicSignatures.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(name + " lies in cloudtik-api but not on the class path", e);
    }
  }

  private static void addType(Class<?> type, List<String> lines) {
    if (!PACKAGES.matcher(type.getPackageName()).matches() || !visible(type)) {
      return;
    }
    lines.add(header(type));
    Set<String> members = new TreeSet<>();
    for (Field field : type.getDeclaredFields()) {
      if (seen(field.getModifiers()) && !field.isSynthetic()) {
        members.add(field.toGenericString());
      }
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      addExecutable(constructor, members);
    }
    for (Method method : type.getDeclaredMethods()) {
      if (!method.isBridge()) {
        addExecutable(method, members);
      }
    }
    members.forEach(member -> lines.add("  " + member));
  }

  private static void addExecutable(Executable executable, Set<String> members) {
    if (seen(executable.getModifiers()) && !executable.isSynthetic()) {
      members.add(executable.toGenericString());
    }
  }

  /** A nested type is part of the API only if each type around it is. */
  private static boolean visible(Class<?> type) {
    Class<?> outer = type.getDeclaringClass();
    return seen(type.getModifiers())
        && !type.isAnonymousClass()
        && !type.isLocalClass()
        && (outer == null || visible(outer));
  }

  private static boolean seen(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static String header(Class<?> type) {
    String line = type.toGenericString();
    Type parent = type.getGenericSuperclass();
    if (parent != null && parent != Object.class) {
      line += " extends " + parent.getTypeName();
    }
    line += listed(type.isInterface() ? " extends " : " implements ", type.getGenericInterfaces());
    if (type.isSealed()) {
      line += listed(" permits ", type.getPermittedSubclasses());
    }
    return line;
  }

  private static String listed(String word, Type[] types) {
    return types.length == 0
        ? ""
        : word + Arrays.stream(types).map(Type::getTypeName).collect(joining(", "));
  }

  /** Every type named in a line, written with its package. */
  static Stream<String> typesIn(String line) {
    return Pattern.compile("(?<![\\w$.])[a-z]\\w*(\\.\\w+)+")
        .matcher(line)
        .results()
        .map(r -> r.group());
  }
}

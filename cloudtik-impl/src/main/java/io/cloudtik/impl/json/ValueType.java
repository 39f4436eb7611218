/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.json;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the codec needs to know of a value type of the API: an abstract class with a nested {@code
 * Builder} interface. Learned by reflection once for each class, so that a new attribute needs no
 * code here and the API needs no annotations.
 */
final class ValueType {
  /** The property that tells sealed types apart. */
  static final String TYPE = "type";

  private static final Map<Class<?>, Optional<ValueType>> KNOWN = new ConcurrentHashMap<>();

  private final Class<?> type;
  private final Method builder;
  private final Method build;
  private final Map<String, Attribute> attributes;

  private ValueType(Class<?> type, Class<?> builderType) throws NoSuchMethodException {
    this.type = type;
    this.builder = type.getMethod("builder");
    this.build = builderType.getMethod("build");
    this.attributes = attributes(type, builderType);
  }

  /** Returns the value type of a class or of the abstract class that it implements. */
  static Optional<ValueType> of(Class<?> type) {
    return KNOWN.computeIfAbsent(type, ValueType::find);
  }

  private static Optional<ValueType> find(Class<?> start) {
    for (Class<?> each = start; each != null && each != Object.class; each = each.getSuperclass()) {
      if (!each.getName().startsWith("io.cloudtik.")) {
        continue;
      }
      for (Class<?> nested : each.getDeclaredClasses()) {
        if (nested.isInterface() && nested.getSimpleName().equals("Builder")) {
          try {
            return Optional.of(new ValueType(each, nested));
          } catch (NoSuchMethodException e) {
            return Optional.empty();
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Map<String, Attribute> attributes(Class<?> type, Class<?> builderType) {
    Map<String, Attribute> found = new LinkedHashMap<>();
    for (Method accessor : type.getMethods()) {
      if (accessor.getParameterCount() > 0) {
        continue;
      }
      for (Method setter : builderType.getMethods()) {
        Setting setting = Setting.of(accessor.getName(), setter);
        if (setting != null && !setter.isDefault()) {
          found.put(accessor.getName(), new Attribute(accessor, setter, setting));
        }
      }
    }
    return new java.util.TreeMap<>(found);
  }

  Class<?> type() {
    return type;
  }

  Map<String, Attribute> attributes() {
    return attributes;
  }

  /** Returns the name to write as {@link #TYPE} if the class has siblings of a sealed type. */
  Optional<String> discriminator() {
    for (Class<?> parent : type.getInterfaces()) {
      if (parent.isSealed()) {
        return Optional.of(type.getSimpleName());
      }
    }
    return Optional.empty();
  }

  Object newBuilder() {
    return invoke(builder, null);
  }

  Object build(Object builder) {
    return invoke(build, builder);
  }

  static Object invoke(Method method, @Nullable Object target, Object... arguments) {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new CloudTikException(ErrorCode.INTERNAL, method + " failed", e.getCause());
    } catch (IllegalAccessException e) {
      throw new CloudTikException(ErrorCode.INTERNAL, method + " is not accessible", e);
    }
  }

  /** How a builder takes the value of an attribute. */
  enum Setting {
    WHOLE,
    EACH_ELEMENT,
    EACH_ENTRY;

    static @Nullable Setting of(String attribute, Method setter) {
      String capital = Character.toUpperCase(attribute.charAt(0)) + attribute.substring(1);
      String name = setter.getName();
      if (setter.getParameterCount() == 1
          && (name.equals(attribute) || name.equals("addAll" + capital))) {
        return WHOLE;
      }
      if (setter.getParameterCount() == 1 && name.equals("add" + capital)) {
        return EACH_ELEMENT;
      }
      return setter.getParameterCount() == 2 && name.equals("put" + capital) ? EACH_ENTRY : null;
    }
  }

  /** One attribute with its reader and its setter. */
  record Attribute(Method accessor, Method setter, Setting setting) {
    /** Returns the type of the value, without an {@link Optional} around it. */
    Type valueType() {
      Type type = accessor.getGenericReturnType();
      if (type instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
        return generic.getActualTypeArguments()[0];
      }
      return type;
    }

    void set(Object builder, Object value) {
      switch (setting) {
        case WHOLE -> invoke(setter, builder, value);
        case EACH_ELEMENT ->
            ((Iterable<?>) value).forEach(element -> invoke(setter, builder, element));
        case EACH_ENTRY ->
            ((Map<?, ?>) value).forEach((key, element) -> invoke(setter, builder, key, element));
      }
    }
  }
}

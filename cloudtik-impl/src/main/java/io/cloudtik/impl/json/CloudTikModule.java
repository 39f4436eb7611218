/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.Serializers;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.cloudtik.event.Event;
import io.cloudtik.impl.discovery.Discovery;
import io.cloudtik.impl.discovery.UnknownRuntime;
import io.cloudtik.spec.DataSize;
import io.cloudtik.spec.Lifetime;
import io.cloudtik.spec.RuntimeConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How the types of the API look in JSON. The API itself knows no JSON library. */
final class CloudTikModule extends SimpleModule {
  private static final long serialVersionUID = 1L;

  CloudTikModule() {
    super("cloudtik");
    addSerializer(DataSize.class, ToStringSerializer.instance);
    addDeserializer(DataSize.class, new FromText<>(DataSize::parse));
    addSerializer(Path.class, ToStringSerializer.instance);
    addDeserializer(Path.class, new FromText<>(Path::of));
    addSerializer(Lifetime.class, new LifetimeWriter());
    addDeserializer(Lifetime.class, new LifetimeReader());
    addSerializer(RuntimeConfig.class, new RuntimeWriter());
    addDeserializer(RuntimeConfig.class, new RuntimeReader());
    addDeserializer(Event.class, new EventReader());
  }

  @Override
  public void setupModule(SetupContext context) {
    context.addSerializers(new ValueSerializers());
    context.addDeserializers(new ValueDeserializers());
    super.setupModule(context);
  }

  private static final class ValueSerializers extends Serializers.Base {
    @Override
    public @Nullable JsonSerializer<?> findSerializer(
        SerializationConfig config, JavaType type, BeanDescription description) {
      return ValueType.of(type.getRawClass()).map(ValueWriter::new).orElse(null);
    }
  }

  private static final class ValueDeserializers extends Deserializers.Base {
    @Override
    public @Nullable JsonDeserializer<?> findBeanDeserializer(
        JavaType type, DeserializationConfig config, BeanDescription description) {
      return ValueType.of(type.getRawClass()).map(ValueReader::new).orElse(null);
    }
  }

  private interface TextReader<T> {
    T read(String text);
  }

  private static final class FromText<T> extends JsonDeserializer<T> {
    private final TextReader<T> reader;

    FromText(TextReader<T> reader) {
      this.reader = reader;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      return reader.read(parser.getValueAsString(""));
    }
  }

  private static final class LifetimeWriter extends JsonSerializer<Lifetime> {
    @Override
    public void serialize(Lifetime value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeStartObject();
      if (value.idleLimit().isPresent()) {
        out.writeStringField("idle", value.idleLimit().get().toString());
      }
      if (value.ageLimit().isPresent()) {
        out.writeStringField("atMost", value.ageLimit().get().toString());
      }
      out.writeEndObject();
    }
  }

  private static final class LifetimeReader extends JsonDeserializer<Lifetime> {
    @Override
    public Lifetime deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      JsonNode tree = parser.readValueAsTree();
      Lifetime lifetime =
          tree.has("idle")
              ? Lifetime.untilIdle(Duration.parse(tree.get("idle").asText()))
              : Lifetime.untilTerminated();
      return tree.has("atMost")
          ? lifetime.atMost(Duration.parse(tree.get("atMost").asText()))
          : lifetime;
    }
  }

  private static final class RuntimeWriter extends JsonSerializer<RuntimeConfig> {
    @Override
    public void serialize(RuntimeConfig value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      Map<String, String> options =
          value instanceof UnknownRuntime unknown
              ? unknown.options()
              : Discovery.runtime(value.runtime()).encode(value);
      out.writeStartObject();
      out.writeStringField("runtime", value.runtime());
      out.writeObjectField("options", new TreeMap<>(options));
      out.writeEndObject();
    }
  }

  private static final class RuntimeReader extends JsonDeserializer<RuntimeConfig> {
    @Override
    public RuntimeConfig deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      JsonNode tree = parser.readValueAsTree();
      String name = tree.path("runtime").asText();
      Map<String, String> options = new TreeMap<>();
      tree.path("options")
          .properties()
          .forEach(e -> options.put(e.getKey(), e.getValue().asText()));
      return Discovery.findRuntime(name)
          .map(factory -> factory.decode(options))
          .orElseGet(() -> new UnknownRuntime(name, options));
    }
  }

  private static final class EventReader extends JsonDeserializer<Event> {
    @Override
    public Event deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      JsonNode tree = parser.readValueAsTree();
      String name = tree.path(ValueType.TYPE).asText();
      for (Class<?> type : Event.class.getPermittedSubclasses()) {
        if (type.getSimpleName().equals(name)) {
          return (Event) context.readTreeAsValue(tree, type);
        }
      }
      throw context.weirdStringException(name, Event.class, "unknown type of event");
    }
  }
}

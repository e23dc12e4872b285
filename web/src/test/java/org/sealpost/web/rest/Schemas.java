package org.sealpost.web.rest;

import java.io.InputStream;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sealpost.smtp.Domain;

/** The shapes of what is sent and answered, read from the records. */
final class Schemas {
  private final Map<String, Object> named = new TreeMap<>();

  Map<String, Object> named() {
    return named;
  }

  Map<String, Object> of(Type type) {
    if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
      if (raw == Map.class) {
        return map(of(generic.getActualTypeArguments()[1]));
      }
      Type inner = generic.getActualTypeArguments()[0];
      return Collection.class.isAssignableFrom(raw)
          ? list(of(inner))
          : ofRecord(raw, raw.getSimpleName() + "Of" + name((Class<?>) inner), inner);
    }
    if (type instanceof Class<?> plain) {
      return plain.isRecord() && plain != Domain.class
          ? ofRecord(plain, name(plain), null)
          : ofValue(plain);
    }
    throw new AssertionError(type);
  }

  private static Map<String, Object> ofValue(Class<?> type) {
    if (type == String.class || type == Domain.class) {
      return Map.of("type", "string");
    }
    if (type == Instant.class) {
      return text("date-time");
    }
    if (type == LocalDate.class) {
      return text("date");
    }
    if (type == InputStream.class) {
      return text("binary");
    }
    if (type == boolean.class || type == Boolean.class) {
      return Map.of("type", "boolean");
    }
    if (type == int.class || type == Integer.class) {
      return integer("int32");
    }
    if (type == long.class || type == Long.class) {
      return integer("int64");
    }
    if (type.isEnum()) {
      List<String> names =
          Arrays.stream(type.getEnumConstants()).map(each -> ((Enum<?>) each).name()).toList();
      return oneOf(names);
    }
    throw new AssertionError(type);
  }

  static Map<String, Object> oneOf(List<String> names) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "string");
    schema.put("enum", names);
    return schema;
  }

  private static Map<String, Object> list(Map<String, Object> items) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "array");
    schema.put("items", items);
    return schema;
  }

  private static Map<String, Object> map(Map<String, Object> values) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("additionalProperties", values);
    return schema;
  }

  private static Map<String, Object> text(String format) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "string");
    schema.put("format", format);
    return schema;
  }

  private static Map<String, Object> integer(String format) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "integer");
    schema.put("format", format);
    return schema;
  }

  private Map<String, Object> ofRecord(Class<?> type, String name, @Nullable Type argument) {
    if (!named.containsKey(name)) {
      named.put(name, Map.of()); // a record may hold itself
      named.put(name, object(type, argument));
    }
    return Map.of("$ref", "#/components/schemas/" + name);
  }

  private Map<String, Object> object(Class<?> type, @Nullable Type argument) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      boolean ofArgument =
          argument != null && component.getGenericType().toString().contains("<T>");
      Map<String, Object> schema =
          ofArgument && argument != null ? list(of(argument)) : of(component.getGenericType());
      properties.put(component.getName(), described(schema, component));
      if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        required.add(component.getName());
      }
    }
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("type", "object");
    object.put("properties", properties);
    if (!required.isEmpty()) {
      object.put("required", required);
    }
    return object;
  }

  private static Map<String, Object> described(Map<String, Object> schema, AnnotatedElement where) {
    Schema said = where.getAnnotation(Schema.class);
    if (said == null) {
      return schema;
    }
    Map<String, Object> all = new LinkedHashMap<>(schema);
    if (said.enumeration().length > 0) {
      all.put("enum", List.of(said.enumeration()));
    }
    if (!said.description().isEmpty() && !schema.containsKey("$ref")) {
      all.put("description", said.description());
    }
    return all;
  }

  private static String name(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return (outer == null ? "" : name(outer)) + type.getSimpleName();
  }
}

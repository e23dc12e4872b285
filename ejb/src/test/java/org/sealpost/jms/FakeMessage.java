package org.sealpost.jms;

import jakarta.jms.BytesMessage;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message as a broker would hand it over: what a reader of submissions asks of one. */
final class FakeMessage {
  private final Map<String, @Nullable Object> answers = new HashMap<>();
  private final Map<String, String> properties = new HashMap<>();
  private final ByteArrayInputStream octets;

  private FakeMessage(String body) {
    octets = new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
    answers.put("getText", body);
    answers.put("getJMSMessageID", "ID:1");
    properties.put("JMSXUserID", "shop@own.example");
  }

  static FakeMessage with(String body) {
    return new FakeMessage(body);
  }

  FakeMessage and(String property, String value) {
    properties.put(property, value);
    return this;
  }

  FakeMessage without(String property) {
    properties.remove(property);
    return this;
  }

  FakeMessage id(@Nullable String id) {
    answers.put("getJMSMessageID", id);
    return this;
  }

  BytesMessage bytes() {
    return as(BytesMessage.class);
  }

  TextMessage text() {
    return as(TextMessage.class);
  }

  <T extends Message> T as(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, args) -> call(method, args)));
  }

  private @Nullable Object call(Method method, Object @Nullable [] arguments) {
    if (arguments != null && method.getName().equals("getStringProperty")) {
      return properties.get((String) arguments[0]);
    }
    if (arguments != null && method.getName().equals("readBytes")) {
      byte[] into = (byte[]) arguments[0];
      return octets.read(into, 0, into.length);
    }
    if (answers.containsKey(method.getName())) {
      return answers.get(method.getName());
    }
    throw new UnsupportedOperationException(method.getName());
  }
}

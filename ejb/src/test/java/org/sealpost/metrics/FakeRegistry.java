package org.sealpost.metrics;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/** Counters and timers that only know how often they were told something; no gauges. */
final class FakeRegistry {
  private final Map<String, Integer> counts = new TreeMap<>();

  MetricRegistry registry() {
    return proxy(
        MetricRegistry.class,
        (unused, method, arguments) -> {
          Tag[] tags = arguments.length > 1 ? (Tag[]) arguments[1] : new Tag[0];
          String name = name((Metadata) arguments[0], tags);
          return switch (method.getName()) {
            case "counter" -> proxy(Counter.class, counting(name));
            case "timer" -> proxy(Timer.class, counting(name));
            default -> throw new UnsupportedOperationException(method.toString());
          };
        });
  }

  private InvocationHandler counting(String name) {
    return (unused, method, arguments) -> {
      counts.merge(name, 1, Integer::sum);
      return null;
    };
  }

  /** Name and labels with how often each was counted, in the order of the names. */
  Map<String, Integer> counts() {
    return counts;
  }

  private static String name(Metadata what, Tag... tags) {
    return what.getName()
        + Arrays.stream(tags)
            .map(tag -> " " + tag.getTagName() + "=" + tag.getTagValue())
            .collect(Collectors.joining());
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            FakeRegistry.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}

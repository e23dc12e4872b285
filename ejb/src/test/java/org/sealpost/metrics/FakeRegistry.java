package org.sealpost.metrics;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Gauge;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/** Counters and timers that only know how often they were told something, and gauges. */
final class FakeRegistry {
  private final Map<String, Integer> counts = new TreeMap<>();
  private boolean broken;
  private final Map<String, Supplier<Number>> gauges = new TreeMap<>();

  MetricRegistry registry() {
    return proxy(
        MetricRegistry.class,
        (unused, method, arguments) -> {
          Tag[] tags = arguments[arguments.length - 1] instanceof Tag[] given ? given : new Tag[0];
          String name = name((Metadata) arguments[0], tags);
          return switch (method.getName()) {
            case "gauge" -> gauge(arguments);
            case "counter" -> proxy(Counter.class, counting(name));
            case "timer" -> proxy(Timer.class, counting(name));
            default -> throw new UnsupportedOperationException(method.toString());
          };
        });
  }

  @SuppressWarnings("unchecked")
  private Gauge<?> gauge(Object[] arguments) {
    Function<Object, Number> reading = (Function<Object, Number>) arguments[2];
    Supplier<Number> gauge = () -> reading.apply(arguments[1]);
    gauges.put(name((Metadata) arguments[0], (Tag[]) arguments[3]), gauge);
    return proxy(Gauge.class, (unused, method, none) -> gauge.get());
  }

  /** What the gauges say now, in the order of the names. */
  Map<String, Long> gauges() {
    Map<String, Long> now = new TreeMap<>();
    gauges.forEach((name, gauge) -> now.put(name, gauge.get().longValue()));
    return now;
  }

  /** From now on nothing can be counted. */
  void breakDown() {
    broken = true;
  }

  private InvocationHandler counting(String name) {
    return (unused, method, arguments) -> {
      if (broken) {
        throw new IllegalStateException("broken");
      }
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

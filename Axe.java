package org.sealpost.whole.console;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Looks at a page with axe-core, as far as a program can tell whether everybody can use it. */
final class Axe {
  private static final String RUN =
      "const done = arguments[arguments.length - 1];"
          + "axe.run(document, {resultTypes: ['violations']}).then(found => done(found.violations"
          + ".filter(each => ['serious', 'critical'].includes(each.impact))"
          + ".flatMap(each => each.nodes.slice(0, 3).map(node => each.id + ': '"
          + " + node.target.join(' ') + ' ' + (node.any[0]?.message ?? '')))),"
          + " wrong => done(['axe: ' + wrong]));";

  private final Browser browser;
  private final String script;

  Axe(Browser browser) throws IOException {
    this.browser = browser;
    try (InputStream in = Objects.requireNonNull(Axe.class.getResourceAsStream("/axe.min.js"))) {
      script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** What is seriously or critically wrong with the page that is shown. */
  List<String> findings() {
    browser.run(script);
    Object found = browser.driver().executeAsyncScript(RUN);
    return ((List<?>) Objects.requireNonNull(found)).stream().map(String::valueOf).toList();
  }
}

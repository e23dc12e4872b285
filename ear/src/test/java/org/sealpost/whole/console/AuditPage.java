package org.sealpost.whole.console;

import java.util.List;

/** {@code audit.xhtml}. */
final class AuditPage {
  private static final String READ_ROWS =
      "return [...document.querySelectorAll('#audit tbody tr')].map(row =>"
          + " [...row.cells].map(cell => { const copy = cell.cloneNode(true);"
          // Below the name stands the door.
          + " if (cell.cellIndex === 1) copy.querySelector('.second')?.remove();"
          + " return copy.textContent.trim().replace(/\\s+/g, ' '); }))";

  private final Browser browser;

  AuditPage(Browser browser) {
    this.browser = browser;
  }

  /** One line as shown. */
  record Line(
      String at, String actor, String action, String message, String change, String reason) {}

  /** The newest lines with that action, newest first. */
  List<Line> lines(String action) {
    browser.open("audit.xhtml");
    List<?> rows = (List<?>) browser.run(READ_ROWS);
    return rows.stream()
        .map(row -> line((List<?>) row))
        .filter(line -> line.action().equals(action))
        .toList();
  }

  private static Line line(List<?> cells) {
    List<String> texts = cells.stream().map(String::valueOf).toList();
    return new Line(
        texts.get(0), texts.get(1), texts.get(2), texts.get(3), texts.get(4), texts.get(5));
  }
}

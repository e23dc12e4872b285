package org.sealpost.whole.console;

import java.util.List;
import org.openqa.selenium.By;

/** {@code queue.xhtml}. */
final class QueuePage {
  private static final String READ_ROWS =
      "const text = (row, selector) => row.querySelector(selector)?.textContent.trim() ?? '';"
          + "return [...document.querySelectorAll('.queue tbody tr[data-rk]')].map(row => ["
          + "row.dataset.rk, text(row, 'a.open'), text(row, '[class*=requirement-]'),"
          + "text(row, '[class*=state-]:not(tr)'), text(row, 'td.col-time .second'),"
          + "String(row.classList.contains('ui-state-highlight'))])";

  private final Browser browser;

  QueuePage(Browser browser) {
    this.browser = browser;
  }

  /**
   * One row as shown.
   *
   * @param attempts for example {@code 1 attempt}
   */
  record Row(
      String key,
      String recipient,
      String requirement,
      String state,
      String attempts,
      boolean selected) {}

  /**
   * Opens it.
   *
   * @param query the filter as in the address, for example {@code state=ALL}
   */
  QueuePage open(String query) {
    browser.open("queue.xhtml?" + query);
    return this;
  }

  /** The rows on this page of the list, in order. */
  List<Row> rows() {
    List<?> rows = (List<?>) browser.run(READ_ROWS);
    return rows.stream().map(row -> row((List<?>) row)).toList();
  }

  private static Row row(List<?> cells) {
    List<String> texts = cells.stream().map(String::valueOf).toList();
    boolean selected = Boolean.parseBoolean(texts.get(5));
    return new Row(texts.get(0), texts.get(1), texts.get(2), texts.get(3), texts.get(4), selected);
  }

  List<String> recipients() {
    return rows().stream().map(Row::recipient).toList();
  }

  /** The row of a recipient on this page. */
  Row row(String recipient) {
    return rows().stream()
        .filter(row -> row.recipient().equals(recipient))
        .findFirst()
        .orElseThrow(() -> new AssertionError(recipient + " is not among " + recipients()));
  }

  /** Opens the list again and again until a recipient is in a state. */
  Row awaitState(String query, String recipient, String state) {
    browser.await(
        recipient + " " + state,
        () ->
            open(query).rows().stream()
                .anyMatch(row -> row.recipient().equals(recipient) && row.state().equals(state)));
    return row(recipient);
  }

  /** Fills a field of the filter that is typed in. */
  QueuePage filterText(String field, String text) {
    browser.type(field, text);
    return this;
  }

  /** Chooses in a field of the filter. */
  QueuePage filterChoice(String field, String label) {
    browser.find(By.xpath("//select[@id='" + field + "']/option[.='" + label + "']")).click();
    return this;
  }

  void applyFilter() {
    browser.follow("filterApply");
  }

  /** Clicks on a column's head and waits until it is the order, in that direction. */
  void sort(String column, String direction) {
    String head = ".queue th." + column;
    browser.find(By.cssSelector(head + " .ui-column-title")).click();
    browser.await("sorted by " + column, () -> browser.has(head + "[aria-sort=" + direction + "]"));
  }

  /** Ticks a recipient. */
  QueuePage select(String recipient) {
    browser.find(box(row(recipient).key())).click();
    browser.await("selected", () -> row(recipient).selected());
    return this;
  }

  static By box(String key) {
    return By.cssSelector(".queue tr[data-rk='" + key + "'] .col-select input");
  }

  /** Refreshes the list as the timer does. */
  void refresh() {
    browser.run("document.getElementById('refreshed').textContent = ''");
    browser.find("refreshNow").click();
    browser.await("refreshed", () -> !browser.text("refreshed").isEmpty());
  }

  /** Presses a button of the bar above the list and gives back what the page says then. */
  String press(String button) {
    browser.find("queueForm:" + button).click();
    return awaitNotice();
  }

  /** Asks for {@code delete} or {@code fail}, gives the reason and confirms. */
  String press(String button, String reason) {
    browser.find(button).click();
    browser.type("queueForm:" + button + "Reason", reason);
    browser.find("queueForm:" + button + "Confirm").click();
    return awaitNotice();
  }

  String awaitNotice() {
    browser.await("notice", () -> !browser.text("messages").isEmpty());
    return browser.text("messages");
  }

  /** {@code 1–50 / 300}. */
  String range() {
    return browser.find(By.className("ui-paginator-current")).getText();
  }

  /** Goes to the next page of the list. */
  void next() {
    String before = range();
    browser.find(By.cssSelector(".queue .ui-paginator-next")).click();
    browser.await("next page", () -> !range().equals(before));
  }

  /** Opens the message of a recipient. */
  void openMessage(String recipient) {
    browser.follow("open-" + row(recipient).key());
  }
}
